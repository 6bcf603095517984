import { hasUnsavedText } from '../guard/unsavedText';
import type { Session } from '../session/session';
import { describe } from './describe';
import { closeLogin, loginLink } from './login';
import { msg } from './messages';
import { thisPage } from '../thisPage';

/** So that one notice replaces the other. */
const TAG = 'session-guard';

/**
 * Tells the reader that the session is lost, in a notice that stays, with the ways out.
 *
 * @param session
 */
export function tellLost( session: Session ): void {
	const { verdict } = session;
	// Nobody can ever log in to a temporary account again.
	const links = mw.user.isTemp() ? [] : [ loginLink( session ) ];
	if ( verdict.state === 'switched' ) {
		links.push( $<HTMLAnchorElement>( '<a>' ).attr( 'href', thisPage() ).text( msg( 'reload', verdict.other ) ) );
	}
	mw.notify(
		$( '<div>' ).attr( 'dir', 'auto' ).append(
			document.createTextNode( describe( session ) + ( hasUnsavedText() ? ` ${ msg( 'kept' ) }` : '' ) ),
			links.map( ( $link ) => $( '<p>' ).append( $link ) )
		),
		{ tag: TAG, type: 'warn', autoHide: false }
	);
}

/**
 * Tells the reader that it is back.
 *
 * @param session
 * @param isDone whether something was on hold, and is done now
 */
export function tellBack( session: Session, isDone = false ): void {
	closeLogin();
	mw.notify( $( '<div>' ).attr( 'dir', 'auto' ).text( msg( isDone ? 'back-done' : 'back', session.user ) ), { tag: TAG, type: 'success' } );
}
