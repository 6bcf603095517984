import messages from 'i18n:main';
import { fetchMore, fetchPanel } from './fetchGadget';
import { fillForms } from './guard/fillForms';
import { guardSaves } from './guard/saveGuard';
import { hasUnsavedText } from './guard/unsavedText';
import { createMonitor } from './session/monitor';
import { createSession } from './session/session';
import { createTabs } from './session/tabs';
import { intervalOf, readSettings } from './settings';
import { translate } from './translation';
import { addIndicator } from './ui/indicator';
import { addLogoutLink } from './ui/logoutLink';
import { msg } from './ui/messages';

const user = mw.user.getName();
if ( user !== null ) {
	mw.messages.set( messages );
	const translated = translate();
	$( () => {
		const settings = readSettings();
		const session = createSession( user );
		const tabs = createTabs( user );
		const monitor = createMonitor( session, tabs, {
			renew: () => fetchMore().then( ( more ) => more.renewTokens( user, fillForms ) ),
			hasUnsavedText,
			interval: () => intervalOf( settings )
		} );

		/** @param link that was clicked */
		function logOut( link: HTMLAnchorElement ): void {
			void fetchMore().then(
				( more ) => more.logOut( session, monitor, tabs, settings, link ),
				// Core's own page asks too.
				() => location.assign( link.href )
			);
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

		void translated.then( () => addIndicator(
			session,
			monitor,
			() => fetchMore().then( ( more ) => more.describeWithAge( session, monitor ) ),
			() => fetchPanel().then( ( panel ) => panel.openPanel( session, monitor, settings, logOut ) )
		) );
		addLogoutLink( () => fetchMore().catch( () => {} ), logOut );
		guardSaves( monitor, session, settings, () => fetchMore().then(
			( more ) => more.explainHeldSave( session, monitor, fillForms ),
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
				tabs.tell( 'unsaved', mw.config.get( 'wgPageName' ).replace( /_/g, ' ' ) );
			}
		} );
	} );
}
