import { checkToken } from '../../api/checkToken';
import type { TokenCheck } from '../../api/checkToken';
import { tokenTypes } from '../../api/tokenTypes';
import { inWords } from '../../api/wiki';
import { readPasted } from '../../session/pastedToken';
import { msg } from '../messages';
import { ago } from '../time';
import { LOOKS, accordion, button, field, message, select } from './codex';
import { failure } from './failure';

/** What the API's documentation has, where the wiki does not say. */
const DOCUMENTED = [
	'createaccount', 'csrf', 'deleteglobalaccount', 'login', 'patrol', 'rollback', 'setglobalaccountstatus', 'userrights', 'watch'
];

/** What a token may be held to: its maximum age, in s. */
type Limits = Record<'maxtokenage', number> | Record<string, never>;

/**
 * A form that asks the wiki about any token of this session.
 *
 * @param user whose session: where it is another's, or nobody's, that is the answer
 * @see https://www.mediawiki.org/wiki/API:Checktoken
 */
export function checkAToken( user: string ): JQuery {
	const type = select( DOCUMENTED ).val( 'csrf' );
	// Masked, yet no password that a browser would keep.
	const masked = CSS.supports( '-webkit-text-security', 'disc' );
	const token = $<HTMLInputElement>( '<input>' ).addClass( 'session-guard-masked' ).attr( {
		type: masked ? 'text' : 'password', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', dir: 'ltr'
	} );
	const age = $<HTMLInputElement>( '<input>' ).attr( { inputmode: 'numeric', autocomplete: 'off', dir: 'ltr' } );
	const typeField = field( 'panel-type', type );
	const tokenField = field( 'panel-token', token );
	const ageField = field( 'panel-max-age', age );
	const answer = $( '<div>' ).attr( { role: 'status', class: 'session-guard-answer' } );
	const submit = button( msg( 'panel-check-token' ), () => {} ).attr( 'type', 'submit' ).addClass( 'cdx-button--action-progressive cdx-button--weight-primary' );
	/** Counts what was asked: an older answer says nothing any more. */
	let asked = 0;

	function offer( types: string[] ): void {
		const chosen = String( type.val() );
		type.empty().append( select( types ).children() ).val( types.includes( chosen ) ? chosen : 'csrf' );
	}

	/** @return what is to be asked; null where something is wrong with it, and was said */
	function read(): { token: string; params: Limits } | null {
		const pasted = readPasted( String( token.val() ) );
		const seconds = String( age.val() ).trim();
		ageField.complain( '' );
		tokenField.complain( '' );
		if ( 'problem' in pasted ) {
			tokenField.complain( msg( `panel-error-${ pasted.problem }` ) );
		} else if ( 'found' in pasted ) {
			tokenField.complain( msg( 'panel-error-form' ), button( msg( 'panel-use' ), () => {
				token.val( pasted.found ).trigger( 'focus' );
				tokenField.complain( '' );
			} ) );
		} else if ( !/^\d{0,9}$/.test( seconds ) ) {
			ageField.complain( msg( 'panel-error-age' ) );
		} else {
			return { token: pasted.token, params: seconds ? { maxtokenage: Number( seconds ) } : {} };
		}
		return null;
	}

	const form = $( '<form>' ).append( typeField.element, tokenField.element, ageField.element, $( '<div>' ).addClass( 'session-guard-buttons' ).append( submit ), answer ).on( 'submit', ( event ) => {
		event.preventDefault();
		const input = read();
		const current = ++asked;
		answer.empty();
		if ( !input ) {
			return;
		}
		answer.text( msg( 'title-checking' ) );
		const name = String( type.val() );
		void checkToken( name, input.token, Object.assign( inWords(), { assertuser: user }, input.params ) ).then(
			( result ) => [
				message( LOOKS[ result.result ], msg( `panel-${ result.result }` ) ),
				...( result.warnings ?? [] ).map( ( { text } ) => message( 'warning', text ) ),
				issued( result )
			],
			( error: unknown ) => [ failure( error, user ) ]
		).then( ( answers ) => {
			if ( current === asked ) {
				answer.empty().append( answers, $( '<p>' ).append( sandboxLink( name, input.params ) ) );
			}
		} );
	} );
	return accordion( 'panel-token-heading', $( '<p>' ).text( msg( 'panel-token-intro' ) ), form ).one( 'toggle', () => {
		tokenTypes().then( offer, () => {} );
	} );
}

/**
 * @param check
 * @return when the token was issued, as it says itself
 */
function issued( check: TokenCheck ): JQuery {
	const time = Date.parse( check.generated ?? '' );
	return time ? $( '<p>' ).text( msg(
		'panel-generated',
		ago( check.now * 1000 - time ),
		new Date( time ).toLocaleString( document.documentElement.lang || 'en', { dateStyle: 'medium', timeStyle: 'medium' } )
	) ) : $();
}

/**
 * @param type
 * @param params
 * @return a link to this request, all but the token
 */
function sandboxLink( type: string, params: Limits ): JQuery {
	const request = $.param( Object.assign( { action: 'checktoken', format: 'json', type }, params ) );
	return $( '<a>' ).attr( { href: mw.util.getUrl( `Special:ApiSandbox#${ request }` ), target: '_blank' } ).text( msg( 'panel-sandbox' ) );
}
