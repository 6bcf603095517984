/**
 * A gadget that builds on SessionGuard. Its definition line:
 * `* Snark[ResourceLoader|dependencies=ext.gadget.SessionGuard]|Snark.js`.
 */
import type { SessionGuard, SessionGuardError } from '../../src/session-guard';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- ResourceLoader’s
const sessionGuard = require( 'ext.gadget.SessionGuard' ) as SessionGuard;

const $state = $( '<p>' ).attr( 'id', 'snark-state' );
const $token = $( '<p>' ).attr( 'id', 'snark-token' );

/** Says how the page's token does: never the token itself. */
function checkToken( type: string, maxTokenAge: number ): Promise<void> {
	return sessionGuard.checkToken( type, mw.user.tokens.get( 'csrfToken' ), { maxTokenAge } ).then(
		( { result, generated = 'never' } ) => void $token.text( `${ result }, made ${ generated }` ),
		( { code, info }: SessionGuardError ) => void $token.text( `${ code }: ${ info }` )
	);
}

$( '#mw-content-text' ).prepend(
	$state,
	$token,
	$( '<button>' ).text( 'Hunt' ).on( 'click', () => void checkToken( 'csrf', 3600 ) ),
	$( '<button>' ).text( 'Hunt a Boojum' ).on( 'click', () => void checkToken( 'boojum', 3600 ) ),
	$( '<button>' ).text( 'Look' ).on( 'click', () => void sessionGuard.check().then( ( { state } ) => $token.text( `${ state }, looked` ) ) ),
	$( '<button>' ).text( 'Vanish' ).on( 'click', () => void sessionGuard.logout() )
);

mw.hook( 'sessionGuard.state' ).add( ( { state, user, other } ) => {
	$state.text( other === undefined ? `${ String( user ) }: ${ state }` : `${ String( user ) }: ${ state }, ${ other }` );
} );
// Where nobody is logged in, the hook says nothing.
$state.text( ( _, text ) => text || `Nobody: ${ sessionGuard.state().state }` );
