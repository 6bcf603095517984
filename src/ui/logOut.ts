import { logout } from '../api/logout';
import { ApiError, wikiApi } from '../api/wiki';
import type { Monitor } from '../session/monitor';
import type { Session } from '../session/session';
import { askToLogOut } from './logoutDialog';
import { msg } from './messages';

/** Of the notices about logging out, so that one replaces the other; core's own name for it. */
const TAG = 'logout';

/**
 * Asks, logs out, and goes on to core's logged-out page. Errors are shown in the wiki's own
 * words, and the link can be used again.
 *
 * @param session
 * @param monitor is asked who is there, where the wiki says that it is not this session's user
 * @return what to call with the log out link that was clicked
 */
export function createLogOut( session: Session, monitor: Monitor ): ( link: HTMLAnchorElement ) => void {
	let busy = false;

	function logOut(): Promise<unknown> {
		mw.notify( mw.message( 'logging-out-notify' ), { tag: TAG, autoHide: false } );
		return logout( session.user ).catch( ( error: unknown ) => {
			if ( !( error instanceof ApiError ) || !error.isAssertFailure ) {
				throw error;
			}
			return monitor.checkAnew().then( ( status ) => {
				// Nobody is logged in any more: that is a logout done. Another user's session is
				// not ours to end.
				if ( status.state === 'switched' ) {
					throw new Error( msg( 'logout-switched', session.user, status.other ) );
				}
				if ( status.state !== 'logged-out' ) {
					throw error;
				}
			} );
		} );
	}

	function explain( error: unknown ): void {
		mw.notify(
			error instanceof ApiError ? wikiApi().getErrorMessage( error.data ) : ( error as Error ).message,
			{ type: 'error', tag: TAG, autoHide: false }
		);
	}

	return ( link ) => {
		if ( busy ) {
			return;
		}
		busy = true;
		void Promise.resolve()
			.then( () => askToLogOut( session.user, link.text.trim() ) )
			.then( ( yes ): unknown => yes ? logOut().then( () => {
				session.update( { state: 'logged-out' } );
				// For who stays, because the browser asked about unsaved text.
				mw.notify( msg( 'logged-out' ), { tag: TAG } );
				location.href = loggedOutPage( link.href );
			} ) : giveFocusBack( link ) )
			.catch( explain )
			.then( () => {
				busy = false;
			} );
	};
}

/**
 * @param link
 */
function giveFocusBack( link: HTMLElement ): void {
	link.focus();
	if ( document.activeElement !== link ) {
		// Vector 2022 has closed its menu since: its button is the next best place.
		$( link ).closest( '.vector-dropdown' ).children( 'input' ).trigger( 'focus' );
	}
}

/**
 * @param href address of core's link
 * @return the address that core goes to after logging out
 * @see resources/src/mediawiki.page.ready/ready.js in MediaWiki
 */
function loggedOutPage( href: string ): string {
	const url = new URL( href );
	if ( mw.user.isTemp() ) {
		// The page words its farewell after it.
		url.searchParams.set( 'wasTempUser', '1' );
	}
	return url.href;
}
