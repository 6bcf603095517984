import './dialog.css';
import { uniqueId } from './uniqueId';

/** A text, or the items of a list. */
type Paragraph = string | string[];

/** A modal dialog on the screen, whose text and answers may change. */
export interface Dialog {
	/** Says this instead of what was said before: screen readers hear what is new. Arrays become lists. */
	say( paragraphs: Paragraph[] ): void;
	/**
	 * Offers these answers. The last one has the focus, and is what Enter presses; it keeps the focus
	 * where it is if there is the same to choose from as before.
	 */
	offer( answers: JQuery[] ): void;
	/** Adds a checkbox, which is not ticked, below what is said. */
	tick( label: string ): HTMLInputElement;
	close(): void;
}

/** A question on the screen. */
interface Question {
	/** Resolves to the value of the button that was pressed; to '' where it was cancelled. */
	answer: Promise<string>;
	/** Says this after what was said first. */
	say( more: Paragraph[] ): void;
	/** Adds a checkbox; null where there can be none. */
	tick( label: string ): HTMLInputElement | null;
}

/**
 * Opens a dialog, at once and before everything else on the page.
 *
 * @param heading
 * @param onCancel called for Escape
 * @param isLight whether a press beside it cancels, too: not where a stray one would leave the
 *  reader wondering what became of their own
 */
export function openDialog( heading: string, onCancel: () => void, isLight = false ): Dialog {
	const dialog = document.createElement( 'dialog' );
	const [ headingId, textId ] = [ uniqueId(), uniqueId() ];
	const text = $( '<div>' ).attr( { id: textId, 'aria-live': 'polite' } );
	const ticks = $( '<div>' ).attr( 'class', 'session-guard-ticks' );
	const choices = $( '<div>' ).attr( 'class', 'session-guard-answers' );
	let said: string[] = [];
	let offered = '';
	$( dialog ).attr( {
		class: 'session-guard-dialog session-guard-question',
		'aria-labelledby': headingId,
		'aria-describedby': textId,
		dir: 'auto',
		// Support: not in Safari (https://webkit.org/b/284592), where Escape and the button cancel.
		closedby: isLight ? 'any' : null
	} ).append(
		$( '<h2>' ).attr( 'id', headingId ).text( heading ), text, ticks, choices
	).on( 'keydown', ( event ) => {
		// The Enter that opened this, held down, is no answer. Beside the answers, it is one.
		if ( event.key === 'Enter' && ( event.originalEvent as KeyboardEvent ).repeat ) {
			event.preventDefault();
		} else if ( event.key === 'Enter' && event.target === dialog ) {
			( choices.children().last()[ 0 ] as HTMLElement ).click();
		}
	} ).on( 'close', () => {
		dialog.remove();
		onCancel();
	} ).appendTo( document.body );
	dialog.showModal();
	return {
		say( paragraphs ) {
			const old = said;
			said = paragraphs.map( String );
			const changed = said.findIndex( ( paragraph, index ) => paragraph !== old[ index ] );
			const kept = changed < 0 ? said.length : changed;
			text.children().slice( kept ).remove();
			text.append( paragraphs.slice( kept ).map( ( paragraph ) => Array.isArray( paragraph ) ?
				$( '<ul>' ).append( paragraph.map( ( item ) => $( '<li>' ).text( item ) ) ) :
				$( '<p>' ).text( paragraph )
			) );
		},
		offer( answers ) {
			const labels = answers.map( ( answer ) => answer.text() ).join( '\n' );
			if ( labels !== offered ) {
				offered = labels;
				choices.empty().append( answers );
				choices.children().last().trigger( 'focus' );
			}
		},
		tick( label ) {
			const box = $<HTMLInputElement>( '<input>' ).attr( 'type', 'checkbox' );
			ticks.append( $( '<label>' ).append( box, $( '<span>' ).text( label ) ) );
			return box[ 0 ] as HTMLInputElement;
		},
		close() {
			$( dialog ).off( 'close' );
			dialog.close();
			dialog.remove();
		}
	};
}

/**
 * An answer to offer.
 *
 * @param label
 * @param onClick
 */
export function answerButton( label: string, onClick: () => unknown ): JQuery {
	return $( '<button>' ).text( label ).on( 'click', onClick );
}

/**
 * Asks. Enter presses the last button, Escape cancels.
 *
 * @param heading
 * @param paragraphs
 * @param buttons their labels by their values, the one that Enter presses last
 * @param isLight whether a press beside it cancels, too: not where a stray one would leave the
 *  reader wondering what became of their own
 */
export function ask( heading: string, paragraphs: string[], buttons: Record<string, string>, isLight = false ): Question {
	const values = Object.keys( buttons );
	if ( !( 'showModal' in HTMLDialogElement.prototype ) ) {
		// Support: Safari < 15.4, Firefox < 98
		// eslint-disable-next-line no-alert
		return { answer: Promise.resolve( confirm( [ heading, ...paragraphs ].join( '\n\n' ) ) ? String( values.pop() ) : '' ), say: () => {}, tick: () => null };
	}
	let resolve: ( value: string ) => void = () => {};
	const answer = new Promise<string>( ( resolvePromise ) => {
		resolve = resolvePromise;
	} );
	const dialog = openDialog( heading, () => resolve( '' ), isLight );
	dialog.say( paragraphs );
	dialog.offer( values.map( ( value ) => answerButton( String( buttons[ value ] ), () => {
		dialog.close();
		resolve( value );
	} ) ) );
	return {
		answer,
		say: ( more ) => dialog.say( [ ...paragraphs, ...more ] ),
		tick: ( label ) => dialog.tick( label )
	};
}
