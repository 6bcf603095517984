import { saveOption } from '../../api/saveOption';
import { AFTER, ASK, OPTION, isInterval, readSettings, siteSettings, storedSettings } from '../../settings';
import type { Settings } from '../../settings';
import { msg } from '../messages';
import { accordion, button, checkbox, field, message, select } from './codex';
import { failure } from './failure';

/**
 * A form for the settings, which are kept with the user's account.
 *
 * @param user
 * @param settings are changed as the user chooses
 */
export function changeSettings( user: string, settings: Settings ): JQuery {
	const ask = select( ASK, ( value ) => msg( `panel-ask-${ value }` ) );
	const after = select( AFTER, ( value ) => msg( `panel-after-${ value }` ) );
	const interval = $<HTMLInputElement>( '<input>' ).attr( { inputmode: 'numeric', autocomplete: 'off' } );
	const guard = $<HTMLInputElement>( '<input>' ).attr( 'type', 'checkbox' );
	const requests = $<HTMLInputElement>( '<input>' ).attr( 'type', 'checkbox' );
	const intervalField = field( 'panel-interval', interval );
	const answer = $( '<div>' ).attr( { role: 'status', class: 'session-guard-answer' } );

	function show( values: Settings ): void {
		ask.val( values.ask );
		after.val( values.after );
		interval.val( values.interval );
		guard.prop( 'checked', values.guard );
		requests.prop( 'checked', values.requests );
	}

	function save( values: Settings, option: string | null ): void {
		intervalField.complain( '' );
		answer.empty();
		saveOption( user, OPTION, option ).then(
			() => {
				show( Object.assign( settings, values ) );
				answer.empty().append( message( 'success', msg( 'panel-saved' ) ) );
			},
			( error: unknown ) => {
				answer.empty().append( failure( error, user ) );
			}
		);
	}

	show( settings );
	if ( !isWhole() ) {
		answer.append( message( 'warning', msg( 'panel-broken' ) ) );
	}
	return accordion( 'panel-settings-heading', $( '<form>' ).append(
		field( 'panel-ask', ask ).element,
		field( 'panel-after', after ).element,
		intervalField.element,
		checkbox( 'panel-guard', guard ),
		checkbox( 'panel-requests', requests ),
		$( '<div>' ).addClass( 'session-guard-buttons' ).append(
			button( msg( 'panel-save' ), () => {} ).attr( 'type', 'submit' ).addClass( 'cdx-button--action-progressive cdx-button--weight-primary' ),
			button( msg( 'panel-reset' ), () => save( siteSettings(), null ) )
		),
		answer
	).on( 'submit', ( event ) => {
		event.preventDefault();
		const minutes = String( interval.val() ).trim();
		if ( !isInterval( Number( minutes ) ) ) {
			answer.empty();
			intervalField.complain( msg( 'panel-error-interval' ) );
			return;
		}
		const values: Settings = {
			ask: ask.val() as Settings[ 'ask' ],
			after: after.val() as Settings[ 'after' ],
			interval: Number( minutes ),
			guard: guard.prop( 'checked' ) as boolean,
			requests: requests.prop( 'checked' ) as boolean
		};
		save( values, JSON.stringify( values ) );
	} ) );
}

/** Whether what is kept for the user is settings, and nothing else. */
function isWhole(): boolean {
	const kept = storedSettings();
	const read = readSettings();
	return kept === undefined ? mw.user.options.get( OPTION ) === null :
		Object.keys( kept ?? {} ).every( ( key ) => ( kept as Settings )[ key as keyof Settings ] === read[ key as keyof Settings ] );
}
