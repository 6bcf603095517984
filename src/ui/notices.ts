import type { Session, SessionStatus } from '../session/session';
import { describe } from './describe';
import { msg } from './messages';
import { thisPage } from './thisPage';

/** So that one notice replaces the other. */
const TAG = 'session-guard';

/**
 * Tells the reader that the session is lost, in a notice that stays, with the ways out.
 *
 * @param session
 * @param status that it was found in
 */
export function tellLost( session: Session, status: SessionStatus ): void {
	const { user } = session;
	// Nobody can ever log in to a temporary account again.
	const links = mw.user.isTemp() ? [] : [ link( loginUrl(), msg( 'login', user ) ).attr( 'target', '_blank' ) ];
	if ( status.state === 'switched' ) {
		links.push( link( thisPage(), msg( 'reload', status.other ) ) );
	}
	mw.notify(
		$( '<div>' ).attr( 'dir', 'auto' ).append( document.createTextNode( describe( session, status ) ), links.map( ( $link ) => $( '<p>' ).append( $link ) ) ),
		{ tag: TAG, type: 'warn', autoHide: false }
	);
}

/**
 * Tells the reader that it is back.
 *
 * @param session
 */
export function tellBack( session: Session ): void {
	mw.notify( $( '<div>' ).attr( 'dir', 'auto' ).text( msg( 'back', session.user ) ), { tag: TAG, type: 'success' } );
}

/**
 * @return the address of a login form for a window of its own: it ends on a page that tells the
 *  reader to close it. That page, as any other of a user who is logged in, tells our tabs.
 * @see includes/specials/SpecialAuthenticationPopupSuccess.php in MediaWiki
 */
export function loginUrl(): string {
	return mw.util.getUrl( 'Special:UserLogin', {
		display: 'popup', returnto: 'Special:AuthenticationPopupSuccess', returntoquery: 'display=popup'
	} );
}

/**
 * @param href
 * @param text
 */
function link( href: string, text: string ): JQuery {
	return $( '<a>' ).attr( 'href', href ).text( text );
}
