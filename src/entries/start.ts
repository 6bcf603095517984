import messages from 'i18n:main';
import { onSessionError } from '../api/otherRequests';
import { currentToken, fillForms } from '../guard/fillForms';
import { createGate } from '../guard/gate';
import { guardForms } from '../guard/guardForms';
import { guardRequests } from '../guard/guardRequests';
import { hasUnsavedText } from '../guard/unsavedText';
import type { SessionGuard, SessionGuardState } from '../session-guard';
import { isKept, isVisible, onInput, onReturn, onTick, whenIdle } from '../session/lifecycle';
import { followTabs } from '../session/followTabs';
import { createMonitor } from '../session/monitor';
import { createProof } from '../session/proof';
import { createSession } from '../session/session';
import type { Verdict } from '../session/session';
import { createTabs } from '../session/tabs';
import { readSettings } from '../settings';
import { addIndicator } from '../ui/indicator';
import { addLogoutLink } from '../ui/logoutLink';
import { msg } from '../ui/messages';
import { fetchMore, fetchPanel } from './fetchGadget';
import { translate } from './translate';

const checkTokenForOthers: SessionGuard[ 'checkToken' ] = ( ...args ) => fetchMore().then( ( more ) => more.checkTokenForOthers( ...args ) );

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
	return {
		state: () => nobody,
		check: () => Promise.resolve( nobody ),
		logout: () => Promise.resolve(),
		checkToken: checkTokenForOthers
	};
}

/**
 * @param user of this page
 */
function startFor( user: string ): SessionGuard {
	mw.messages.set( messages );
	const translated = translate();
	const settings = readSettings();
	const csrfToken = (): string => mw.user.tokens.get( 'csrfToken' );
	const session = createSession( user );
	const tabs = createTabs( user );
	const proof = createProof( user, csrfToken(), tabs, isKept() );
	const ask = ( beginWithRenewal: boolean ): Promise<Verdict> => fetchMore().then( ( more ) => more.askWiki( session, proof, tabs, {
		csrfToken,
		check: () => more.checkToken( 'csrf', csrfToken(), { assertuser: user } ),
		renew: () => more.renewTokens( user, fillForms, () => heldRequests )
	}, beginWithRenewal ) );
	const monitor = createMonitor( session, proof, ask, {
		isVisible, hasUnsavedText, interval: () => settings.interval * 60000, onReturn, onInput, onTick, onSessionError
	} );

	function state(): SessionGuardState {
		const { state: word, verdict } = session;
		// That verdict names the other user.
		return Object.assign( { user, state: word }, word === 'switched' && verdict );
	}

	/** @param link that was clicked; none where another gadget asks for it */
	function logOut( link?: HTMLAnchorElement ): Promise<void> {
		return fetchMore().then( ( more ) => more.logOut( session, proof, monitor, tabs, settings, link ) );
	}

	/** @param link that was clicked */
	function onLogoutLink( link: HTMLAnchorElement ): void {
		// Core's own page asks too.
		void logOut( link ).catch( () => location.assign( link.href ) );
	}

	/** In few words, where the wiki does not hand out more. */
	function tellBriefly(): void {
		mw.notify( msg( `state-${ session.state }` ), { tag: 'session-guard' } );
	}

	const gate = createGate( session, proof, monitor, ( pressed, address ) => fetchMore().then(
		( more ) => more.waitForUser( { session, proof, monitor, fillForms, pressed, address } )
	// Nobody was asked. Our own failure must not stop a Save, unless it is known to fail.
	).catch( () => {
		if ( gate.isShut() ) {
			tellBriefly();
		}
		return !gate.isShut();
	} ), () => tell() );
	let heldRequests = 0;
	const onHold = ( change: 1 | -1 ): void => {
		heldRequests += change;
	};
	guardRequests( settings, gate.isShut, () => fetchMore().then( ( more ) => (
		( request ) => more.sendWrite( {
			session, monitor, gate, currentToken, onHold, onDone: () => more.tellBack( session, true )
		}, request )
	) ) );

	/** The verdict that the reader was last told of, while the session is lost. */
	let told = '';
	function tell(): void {
		const news = session.isLost ? JSON.stringify( session.verdict ) : '';
		// What is held has a dialog that says so.
		if ( news !== told && !( news && gate.isHolding() ) ) {
			told = news;
			fetchMore().then( ( more ) => news ? more.tellLost( session ) : more.tellBack( session ), tellBriefly );
		}
	}

	$( () => {
		// Nothing on the page moves when it comes, and nothing else waits for it.
		void translated.then( () => whenIdle( () => addIndicator(
			session,
			monitor,
			() => fetchMore().then( ( more ) => more.tooltip( session, proof ) ),
			() => fetchPanel().then( ( panel ) => panel.openPanel( session, proof, monitor, settings, onLogoutLink ) )
		) ) );
		const prefetch = (): Promise<unknown> => fetchMore().catch( () => {} );
		addLogoutLink( prefetch, onLogoutLink );
		// Who writes is going to save: what that may need is at hand then, even if the wiki is not.
		whenIdle( () => $( document ).one( 'input', 'form[method="post"]', prefetch ) );
		guardForms( session, proof, monitor, settings, gate, ( element ) => fetchMore().then( ( more ) => more.renewOther( element ) ) );
		session.observe( tell );
		tabs.on( 'ask', () => {
			if ( hasUnsavedText() ) {
				tabs.tell( 'unsaved', mw.config.get( 'wgPageName' ) );
			}
		} );
	} );
	followTabs( session, proof, tabs );
	session.observe( () => mw.hook( 'sessionGuard.state' ).fire( state() ) );
	return { state, check: () => monitor.check().then( state ), logout: () => logOut(), checkToken: checkTokenForOthers };
}
