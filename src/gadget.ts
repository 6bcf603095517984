import messages from 'i18n:main';
import { renewTokens } from './guard/renewTokens';
import { guardSaves } from './guard/saveGuard';
import { hasUnsavedText } from './guard/unsavedText';
import { createMonitor } from './session/monitor';
import { createSession } from './session/session';
import { createTabs } from './session/tabs';
import { describe } from './ui/describe';
import { addIndicator } from './ui/indicator';
import { addLogoutLink } from './ui/logoutLink';
import { fetchPanel } from './ui/panel';

const user = mw.user.getName();
if ( user !== null ) {
	$( () => {
		const session = createSession( user );
		const tabs = createTabs( user );
		const monitor = createMonitor( session, tabs, { renew: renewTokens, hasUnsavedText } );
		mw.messages.set( messages );
		addIndicator( session, monitor );
		addLogoutLink( () => fetchPanel().catch( () => {} ), ( link ) => {
			void fetchPanel().then(
				( panel ) => panel.logOut( session, monitor, tabs, link ),
				// Core's own page asks too.
				() => location.assign( link.href )
			);
		} );
		let warned = false;
		guardSaves( monitor, session, () => fetchPanel().then(
			( panel ) => panel.explainHeldSave( session ),
			() => {
				const again = warned;
				warned = true;
				tell();
				return again;
			}
		) );

		/** In few words, where the wiki does not hand out more. */
		function tell(): void {
			mw.notify( describe( session ), { tag: 'session-guard' } );
		}

		let wasLost = false;
		session.observe( () => {
			if ( session.isLost !== wasLost ) {
				wasLost = session.isLost;
				fetchPanel().then(
					( panel ) => wasLost ? panel.tellLost( session ) : panel.tellBack( session ),
					tell
				);
			}
		} );
		tabs.on( 'ask', () => {
			if ( hasUnsavedText() ) {
				tabs.tell( 'unsaved', mw.config.get( 'wgPageName' ).replace( /_/g, ' ' ) );
			}
		} );
	} );
}
