import messages from 'i18n:main';
import { fetchMore, fetchPanel } from './fetchGadget';
import { fillForms } from './guard/fillForms';
import { guardSaves } from './guard/saveGuard';
import { hasUnsavedText } from './guard/unsavedText';
import { createMonitor } from './session/monitor';
import { createSession } from './session/session';
import type { SessionGuard, SessionGuardState } from './session-guard';
import { createTabs } from './session/tabs';
import { intervalOf, readSettings } from './settings';
import { translate } from './translation';
import { addIndicator } from './ui/indicator';
import { addLogoutLink } from './ui/logoutLink';
import { msg } from './ui/messages';

const checkToken: SessionGuard[ 'checkToken' ] = ( ...args ) => fetchMore().then( ( more ) => more.checkToken( ...args ) );

/**
 * Starts the gadget on this page; where nobody is logged in, it does nothing.
 *
 * @return what other gadgets get
 */
export function start(): SessionGuard {
	const user = mw.user.getName();
	if ( user !== null ) {
		return startFor( user );
	}
	const nobody: SessionGuardState = { state: 'logged-out', user };
	return { state: () => nobody, check: () => Promise.resolve( nobody ), logout: () => Promise.resolve(), checkToken };
}

/**
 * @param user of this page
 */
function startFor( user: string ): SessionGuard {
	mw.messages.set( messages );
	const translated = translate();
	const settings = readSettings();
	const session = createSession( user );
	const tabs = createTabs( user );
	const monitor = createMonitor( session, tabs, {
		renew: () => fetchMore().then( ( more ) => more.renewTokens( user, fillForms ) ),
		hasUnsavedText,
		interval: () => intervalOf( settings )
	} );

	function state(): SessionGuardState {
		return Object.assign( { user }, session.status );
	}

	/** @param link that was clicked; none where another gadget asks for it */
	function logOut( link?: HTMLAnchorElement ): Promise<void> {
		return fetchMore().then( ( more ) => more.logOut( session, monitor, tabs, settings, link ) );
	}

	/** @param link that was clicked */
	function onLogoutLink( link: HTMLAnchorElement ): void {
		// Core's own page asks too.
		void logOut( link ).catch( () => location.assign( link.href ) );
	}

	/**
	 * In few words, where the wiki does not hand out more.
	 *
	 * @return whether to publish all the same: nobody was asked
	 */
	function tell(): boolean {
		mw.notify( msg( `state-${ session.status.state }` ), { tag: 'session-guard' } );
		return false;
	}

	$( () => {
		void translated.then( () => addIndicator(
			session,
			monitor,
			() => fetchMore().then( ( more ) => more.describe( session, monitor ) ),
			() => fetchPanel().then( ( panel ) => panel.openPanel( session, monitor, settings, onLogoutLink ) )
		) );
		addLogoutLink( () => fetchMore().catch( () => {} ), onLogoutLink );
		guardSaves( monitor, session, settings, () => fetchMore().then(
			( more ) => more.explain( session, monitor, fillForms ),
			tell
		) );

		let told = '';
		session.observe( ( status ) => {
			// While the wiki is asked, or out of reach, what was told still holds.
			const news = !session.isLost ? '' : /logged-out|switched/.test( status.state ) ? JSON.stringify( status ) : told;
			if ( news !== told ) {
				told = news;
				fetchMore().then( ( more ) => news ? more.tellLost( session, status ) : more.tellBack( session ), tell );
			}
		} );
		tabs.on( 'ask', () => {
			if ( hasUnsavedText() ) {
				tabs.tell( 'unsaved', mw.config.get( 'wgPageName' ) );
			}
		} );
	} );
	session.observe( () => mw.hook( 'sessionGuard.state' ).fire( state() ) );
	return { state, check: () => monitor.check().then( state ), logout: () => logOut(), checkToken };
}
