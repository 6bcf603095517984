import { saveOption } from '../../api/saveOption';
import { OPTION, intervalOf, readSettings, siteSettings } from '../../settings';
import type { Settings } from '../../settings';
import { msg } from '../messages';
import { accordion, button, checkbox, field, message, select } from './codex';
import { failure } from './failure';

/** What there is to choose from. */
const ASK = [ 'always', 'loss', 'never' ];
const AFTER = [ 'page', 'reload' ];

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
	const intervalField = field( 'panel-interval', interval );
	const answer = $( '<div>' ).attr( { role: 'status', class: 'session-guard-answer' } );

	function show( values: Settings ): void {
		ask.val( values.ask );
		after.val( values.after );
		interval.val( values.interval );
		guard.prop( 'checked', values.guard as boolean );
	}

	function save( values: Settings, option: string | null ): void {
		intervalField.complain( '' );
		answer.empty();
		saveOption( user, OPTION, option ).then(
			() => {
				show( normal( Object.assign( settings, values ) ) );
				answer.empty().append( message( 'success', msg( 'panel-saved' ) ) );
			},
			( error: unknown ) => {
				answer.empty().append( failure( error, user ) );
			}
		);
	}

	show( normal( settings ) );
	if ( !isWhole() ) {
		answer.append( message( 'warning', msg( 'panel-broken' ) ) );
	}
	return accordion( 'panel-settings-heading', $( '<form>' ).append(
		field( 'panel-ask', ask ).element,
		field( 'panel-after', after ).element,
		intervalField.element,
		checkbox( 'panel-guard', guard ),
		$( '<div>' ).addClass( 'session-guard-buttons' ).append(
			button( msg( 'panel-save' ), () => {} ).attr( 'type', 'submit' ).addClass( 'cdx-button--action-progressive cdx-button--weight-primary' ),
			button( msg( 'panel-reset' ), () => save( siteSettings(), null ) )
		),
		answer
	).on( 'submit', ( event ) => {
		event.preventDefault();
		const minutes = String( interval.val() ).trim();
		if ( !/^[1-9]\d{0,3}$/.test( minutes ) || Number( minutes ) > 1440 ) {
			answer.empty();
			intervalField.complain( msg( 'panel-error-interval' ) );
			return;
		}
		const values = {
			ask: String( ask.val() ), after: String( after.val() ), interval: Number( minutes ), guard: guard.prop( 'checked' ) as boolean
		};
		save( values, JSON.stringify( values ) );
	} ) );
}

/**
 * @param settings
 * @return what they come to, whatever stands there
 */
function normal( settings: Settings ): Settings {
	return {
		ask: ASK.includes( settings.ask ) ? settings.ask : 'always',
		after: AFTER.includes( settings.after ) ? settings.after : 'page',
		interval: intervalOf( settings ) / 60000,
		guard: settings.guard !== false
	};
}

/** Whether what is kept for the user is settings, and nothing else. */
function isWhole(): boolean {
	try {
		const kept: unknown = JSON.parse( mw.user.options.get( OPTION ) as string );
		const read = normal( readSettings() );
		return Object.keys( kept ?? {} ).every( ( key ) => ( kept as Settings )[ key as keyof Settings ] === read[ key as keyof Settings ] );
	} catch {
		return false;
	}
}
