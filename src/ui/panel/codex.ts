import { msg } from '../messages';
import { uniqueId } from '../uniqueId';

/** The type of message for a state of the session, or the result of a check. */
export const LOOKS = {
	valid: 'success',
	checking: 'notice',
	unreachable: 'warning',
	expired: 'warning',
	invalid: 'error',
	'logged-out': 'error',
	switched: 'error'
};

/**
 * A button: as all that is here, one of Codex's CSS-only components.
 *
 * @see https://doc.wikimedia.org/codex/latest/using-codex/usage.html#using-css-only-components
 * @param text the label
 * @param onClick
 */
export function button( text: string, onClick: () => unknown ): JQuery {
	return $( '<button>' ).attr( 'type', 'button' ).addClass( 'cdx-button' ).text( text ).on( 'click', onClick );
}

/** A control with its label, and a place for what is wrong with its value. */
interface Field {
	element: JQuery;
	/** Says beside the control what is wrong, and gives it the focus; '' for nothing. */
	complain( text: string, ...more: JQuery[] ): void;
}

/**
 * @param key of a message: the label
 * @param control
 */
export function field( key: string, control: JQuery ): Field {
	const id = uniqueId();
	const complaint = $( '<div>' ).attr( { id: `${ id }-error`, 'aria-live': 'polite' } ).addClass( 'cdx-field__validation-message' );
	const isInput = control.is( 'input' );
	control.attr( { id, 'aria-describedby': `${ id }-error` } ).toggleClass( 'cdx-text-input__input', isInput );
	const element = $( '<div>' ).addClass( 'cdx-field' ).append(
		label( key, id ),
		isInput ? $( '<div>' ).addClass( 'cdx-text-input' ).append( control ) : control,
		complaint
	);
	return {
		element,
		complain( text, ...more ) {
			control.attr( 'aria-invalid', String( !!text ) ).parent( '.cdx-text-input' ).toggleClass( 'cdx-text-input--status-error', !!text );
			complaint.empty();
			if ( text ) {
				complaint.append( message( 'error', text, true ), more );
				control.trigger( 'focus' );
			}
		}
	};
}

/**
 * @param key of a message
 * @param id of what it is the label of
 */
function label( key: string, id: string ): JQuery {
	return $( '<div>' ).addClass( 'cdx-label' ).append(
		$( '<label>' ).addClass( 'cdx-label__label' ).attr( 'for', id ).append( $( '<span>' ).addClass( 'cdx-label__label__text' ).text( msg( key ) ) )
	);
}

/**
 * @param key of a message: the label
 * @param box
 */
export function checkbox( key: string, box: JQuery ): JQuery {
	const id = uniqueId();
	return $( '<div>' ).addClass( 'cdx-field' ).append( $( '<div>' ).addClass( 'cdx-checkbox' ).append( $( '<div>' ).addClass( 'cdx-checkbox__wrapper' ).append(
		box.attr( 'id', id ).addClass( 'cdx-checkbox__input' ),
		$( '<span>' ).addClass( 'cdx-checkbox__icon' ),
		label( key, id ).addClass( 'cdx-checkbox__label' )
	) ) );
}

/**
 * @param values
 * @param label of a value; the value itself unless told
 */
export function select( values: readonly string[], label = ( value: string ): string => value ): JQuery {
	return $( '<select>' ).addClass( 'cdx-select' ).append( values.map( ( value ) => $( '<option>' ).val( value ).text( label( value ) ) ) );
}

/**
 * @param type `success`, `warning`, `error` or `notice`
 * @param text
 * @param inline without a frame
 */
export function message( type: string, text: string, inline = false ): JQuery {
	return $( '<div>' ).addClass( `cdx-message cdx-message--${ inline ? 'inline' : 'block' } cdx-message--${ type }` ).append(
		$( '<span>' ).addClass( 'cdx-message__icon' ),
		$( '<div>' ).addClass( 'cdx-message__content' ).text( text )
	);
}

/**
 * @param key of a message: the heading
 * @param content
 */
export function accordion( key: string, ...content: JQuery[] ): JQuery {
	return $( '<details>' ).addClass( 'cdx-accordion' ).append(
		$( '<summary>' ).append( $( '<h3>' ).addClass( 'cdx-accordion__header' ).append(
			$( '<span>' ).addClass( 'cdx-accordion__header__title' ).text( msg( key ) )
		) ),
		$( '<div>' ).addClass( 'cdx-accordion__content' ).append( content )
	);
}
