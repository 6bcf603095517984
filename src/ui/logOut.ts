import { logout } from '../api/logout';
import { errorText, isAssertFailure } from '../api/wiki';
import { deleteDrafts } from '../guard/drafts';
import { endSession } from '../session/endSession';
import type { Monitor } from '../session/monitor';
import type { Proof } from '../session/proof';
import type { Session } from '../session/session';
import type { Tabs } from '../session/tabs';
import type { Settings } from '../settings';
import { confirmLogout } from './confirmLogout';
import { coreLink } from './logoutLink';
import { msg } from './messages';
import { tellLost } from './notices';
import { thisPage } from '../thisPage';

/** Of the notices about logging out, so that one replaces the other; core's own name for it. */
const TAG = 'logout';

/** Whether a logout is being asked about, or under way. */
let busy = false;

/** How long the browser may take to leave for the logged-out page, in ms. */
const LEAVING = 3000;

/**
 * Asks, logs out, and goes on to core's logged-out page. Errors are shown in the wiki's own words.
 * Somebody who is logged out already is just taken there; another user's session is not ended.
 *
 * @param session
 * @param proof
 * @param monitor is asked who is there, where the page's user seems not to be
 * @param tabs
 * @param settings
 * @param link that was clicked; where none was, as core's
 * @return resolves when it is done, well or not
 */
export function logOut(
	session: Session, proof: Proof, monitor: Monitor, tabs: Tabs, settings: Settings, link = unseenLink()
): Promise<void> {
	if ( busy ) {
		return Promise.resolve();
	}
	busy = true;

	/** That the user is being logged out. */
	let notice: ReturnType<typeof mw.notify> | undefined;
	function closeNotice(): void {
		void notice?.then( ( shown ) => shown.close() );
	}

	function leave(): void {
		endSession( session, proof, tabs );
		location.assign( pageAfter( settings, link.href ) );
		// For who stays after all, because the browser asked about unsaved text.
		setTimeout( () => {
			closeNotice();
			session.update( { verdict: { state: 'logged-out' }, contact: 'idle' } );
		}, LEAVING );
	}

	/** @param orElse is done where the page's user is there after all */
	function leaveIfGone( orElse: () => Promise<void> | never ): Promise<void> {
		return monitor.checkAnew().then( () => {
			if ( session.verdict.state === 'logged-out' ) {
				leave();
			} else if ( session.isLost ) {
				closeNotice();
				tellLost( session );
			} else {
				return orElse();
			}
		} );
	}

	function logOutAsked(): Promise<void> {
		return confirmLogout( session, tabs, settings, link.text.trim() ).then( ( wish ) => {
			if ( !wish ) {
				giveFocusBack( link );
				return;
			}
			// The request goes first: whoever leaves waits for it.
			const done = logout( session.user, wish.everywhere );
			notice = mw.notify( mw.message( 'logging-out-notify' ), { tag: TAG, autoHide: false } );
			return done.then(
				() => wish.deleteDrafts ? deleteDrafts() : undefined
			).then( leave, ( error: unknown ) => {
				const fail = (): never => {
					throw error as Error;
				};
				return isAssertFailure( error ) ? leaveIfGone( fail ) : fail();
			} );
		} );
	}

	return Promise.resolve()
		.then( () => session.isLost ? leaveIfGone( logOutAsked ) : logOutAsked() )
		.catch( ( error: unknown ) => {
			mw.notify( errorText( error ), { type: 'error', tag: TAG, autoHide: false } );
		} )
		.then( () => {
			busy = false;
		} );
}

/**
 * @return like core's link, on no page: nothing can give it the focus
 */
function unseenLink(): HTMLAnchorElement {
	const core = coreLink();
	return core ? core.cloneNode( true ) as HTMLAnchorElement :
		Object.assign( document.createElement( 'a' ), { href: mw.util.getUrl( 'Special:UserLogout' ), text: msg( 'question', String( mw.user.getName() ) ) } );
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
 * @return the address to go to after logging out: as core does, or this page's; never another site's
 * @see resources/src/mediawiki.page.ready/ready.js in MediaWiki
 */
function pageAfter( settings: Settings, href: string ): string {
	const cores = new URL( href, location.href );
	const url = settings.after === 'reload' || cores.origin !== location.origin ? new URL( thisPage() ) : cores;
	if ( mw.user.isTemp() ) {
		// The page words its farewell after it.
		url.searchParams.set( 'wasTempUser', '1' );
	}
	return url.href;
}
