import type { Monitor } from '../session/monitor';
import type { Session } from '../session/session';
import { addIndicatorItem } from './portlets';
import { msg } from './messages';

/**
 * Adds the token-validity indicator, `li#pt-session-guard[data-state]`, which follows the session.
 *
 * @param session
 * @param monitor asks the wiki when the reader points at the indicator, or presses it
 * @param describe resolves to what the state means to the reader
 * @param onPress
 */
export function addIndicator(
	session: Session, monitor: Monitor, describe: () => Promise<string>, onPress: () => Promise<unknown>
): void {
	const item = addIndicatorItem();
	const link = item && item.querySelector( 'a' );
	if ( !item || !link ) {
		return;
	}
	if ( /2022|minerva/.test( mw.config.get( 'skin' ) ) ) {
		// As their other icons are dressed.
		link.className = 'cdx-button cdx-button--fake-button cdx-button--fake-button--enabled ' +
			'cdx-button--weight-quiet cdx-button--icon-only';
	}
	link.setAttribute( 'role', 'button' );
	link.textContent = '';
	const word = addSpan( link, 'word' );
	// Screen readers announce this. Not the word itself, which is the button's name.
	const announcement = addSpan( item, 'announcement' );
	announcement.setAttribute( 'role', 'status' );
	let announced = session.state;

	/** The title says more than the word. It is fetched when somebody may read it. */
	function explain(): void {
		describe().then( ( title ) => {
			( link as HTMLElement ).title = title;
		}, () => {} );
	}

	function press( event: Event ): void {
		event.preventDefault();
		void monitor.check();
		void onPress().catch( () => {} );
	}

	function attend(): void {
		monitor.attend();
		explain();
	}

	link.addEventListener( 'click', press );
	link.addEventListener( 'keydown', ( event ) => {
		// A button, unlike a link, is pressed with the space bar too.
		if ( event.key === ' ' ) {
			press( event );
		}
	} );
	link.addEventListener( 'mouseenter', attend );
	link.addEventListener( 'focus', attend );
	session.observe( () => {
		const { state } = session;
		item.dataset.state = state;
		if ( state !== 'checking' && state !== announced ) {
			announced = state;
			announcement.textContent = msg( `state-${ state }` );
		}
		word.textContent = msg( `state-${ state }` );
		if ( link.title ) {
			explain();
		}
	} );
}

/**
 * @param parent
 * @param name of its class, behind the prefix
 */
function addSpan( parent: HTMLElement, name: string ): HTMLElement {
	const span = document.createElement( 'span' );
	span.className = `session-guard-${ name }`;
	parent.append( span );
	return span;
}
