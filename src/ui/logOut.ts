import { logout } from '../api/logout';
import { errorText, isAssertFailure } from '../api/wiki';
import type { Monitor } from '../session/monitor';
import type { Session } from '../session/session';
import type { Tabs } from '../session/tabs';
import type { Settings } from '../settings';
import { confirmLogout } from './confirmLogout';
import { describe } from './describe';
import { CORE_LINKS } from './logoutLink';
import { msg } from './messages';
import { thisPage } from './thisPage';

/** Of the notices about logging out, so that one replaces the other; core's own name for it. */
const TAG = 'logout';

/** Whether a logout is being asked about, or under way. */
let busy = false;

/** How long the browser may take to leave for the logged-out page, in ms. */
const LEAVING = 3000;

/**
 * Asks, logs out, and goes on to core's logged-out page. Errors are shown in the wiki's own words.
 *
 * @param session
 * @param monitor is asked who is there, where the wiki says that it is not this session's user
 * @param tabs
 * @param settings
 * @param link that was clicked; where none was, as core's
 * @return resolves when it is done, well or not
 */
export function logOut(
	session: Session, monitor: Monitor, tabs: Tabs, settings: Settings, link = coreLink()
): Promise<void> {
	if ( busy ) {
		return Promise.resolve();
	}
	busy = true;
	return Promise.resolve()
		.then( () => confirmLogout( session, tabs, settings, link.text.trim() ) )
		.then( ( yes ) => yes ? confirmed( session, monitor, pageAfter( settings, link.href ) ) : giveFocusBack( link ) )
		.catch( tellError )
		.then( () => {
			busy = false;
		} );
}

/**
 * @return like core's link, on no page: nothing can give it the focus
 */
function coreLink(): HTMLAnchorElement {
	const [ link ] = $<HTMLAnchorElement>( CORE_LINKS ).clone().get();
	return link ?? Object.assign( document.createElement( 'a' ), { href: mw.util.getUrl( 'Special:UserLogout' ), text: msg( 'question', String( mw.user.getName() ) ) } );
}

/**
 * @param session
 * @param monitor
 * @param href where to go then
 */
function confirmed( session: Session, monitor: Monitor, href: string ): Promise<void> {
	mw.notify( mw.message( 'logging-out-notify' ), { tag: TAG, autoHide: false } );
	return logout( session.user ).catch( ( error: unknown ) => {
		if ( !isAssertFailure( error ) ) {
			throw error;
		}
		return monitor.checkAnew().then( ( { state } ) => {
			// Nobody is logged in any more: that is a logout done. Another user's session is not
			// ours to end.
			if ( state === 'switched' ) {
				throw new Error( describe( session ) );
			}
			if ( state !== 'logged-out' ) {
				throw error;
			}
		} );
	} ).then( () => {
		monitor.end();
		location.assign( href );
		// For who stays after all, because the browser asked about unsaved text.
		setTimeout( () => {
			$( '.mw-notification-tag-logout' ).trigger( 'click' );
			session.update( { state: 'logged-out' } );
		}, LEAVING );
	} );
}

/**
 * @param error
 */
function tellError( error: unknown ): void {
	mw.notify( errorText( error ), { type: 'error', tag: TAG, autoHide: false } );
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
 * @param settings
 * @param href address of core's link
 * @return the address to go to after logging out: as core does, or this page's
 * @see resources/src/mediawiki.page.ready/ready.js in MediaWiki
 */
function pageAfter( settings: Settings, href: string ): string {
	const url = new URL( settings.after === 'reload' ? thisPage() : href, location.href );
	if ( mw.user.isTemp() ) {
		// The page words its farewell after it.
		url.searchParams.set( 'wasTempUser', '1' );
	}
	return url.href;
}
