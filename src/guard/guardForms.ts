import { delegate } from '../delegate';
import type { Monitor } from '../session/monitor';
import type { Proof } from '../session/proof';
import type { Session } from '../session/session';
import type { Settings } from '../settings';
import { fillForms, isPageToken, renewals, tokenField } from './fillForms';
import type { Gate } from './gate';

/** Buttons that publish nothing. */
const NOT_SAVING = /^wp(Preview|Diff)$/;

/**
 * Links that do something when they are followed, as core's for a rollback. Users cannot write that
 * mark, which has two names: they must get no token to do what its author wants.
 *
 * @see Sanitizer::isReservedDataAttribute in MediaWiki
 */
const DOING = 'a[data-mw="interface"][href*="token="], a[data-mw-interface][href*="token="]';

/**
 * Holds what would be sent by a form, or done by a link, until it is known whom it would be done
 * for; and gives it a fresh token if its own has died meanwhile.
 *
 * @param session
 * @param proof
 * @param monitor
 * @param settings
 * @param gate
 * @param renewOther puts a fresh token into a form or a link that has one of another kind than the page's
 */
export function guardForms(
	session: Session, proof: Proof, monitor: Monitor, settings: Settings, gate: Gate,
	renewOther: ( element: HTMLInputElement | HTMLAnchorElement ) => Promise<unknown>
): void {
	/** How often the page's tokens had been renewed when an element got its own. */
	const madeAfter = new WeakMap<Element, number>();
	/** Being sent again, or held. */
	let passing: Element | null = null;
	const holding = new Set<Element>();

	/** @param element with a token of its own */
	function isStale( element: Element ): boolean {
		return renewals() > ( madeAfter.get( element ) || 0 );
	}

	function hold(
		event: Event, element: HTMLElement, pressed: HTMLElement | null, address: string,
		other: HTMLInputElement | HTMLAnchorElement | null, again: () => void
	): void {
		event.preventDefault();
		event.stopImmediatePropagation();
		if ( holding.has( element ) ) {
			return;
		}
		holding.add( element );
		void gate.pass( pressed, address ).then( ( go ) => {
			// Where the session is lost, the reader has chosen to go on as whoever is there now.
			if ( go && other && isStale( other ) && ( session.isLost || !proof.isDead() ) ) {
				madeAfter.set( other, renewals() );
				// If there is no fresh token, core says so.
				return renewOther( other ).then( () => go, () => go );
			}
			return go;
		} ).then( ( go ) => {
			holding.delete( element );
			if ( go ) {
				passing = element;
				try {
					again();
				} finally {
					passing = null;
				}
			}
		} );
	}

	window.addEventListener( 'submit', ( event ) => {
		const { submitter } = event;
		const form = event.target as HTMLFormElement;
		// Support: Safari < 16, which could not send it on as it was, and is left to core's safety net.
		// Newer MediaWikis may have a login of their own before a form is sent: one is enough.
		if ( !settings.guard || !( 'requestSubmit' in form ) || passing === form || mw.config.get( 'wgReauthCurrentlyRequired' ) ) {
			return;
		}
		const field = tokenField( form );
		// Once the session is lost, hold previews too: they would render for a logged-out user, without
		// this gadget, and the next Save with them.
		if ( !field || !session.isLost && submitter && NOT_SAVING.test( ( submitter as HTMLButtonElement ).name ) ) {
			return;
		}
		const isOwn = isPageToken( field );
		if ( proof.isFresh() && ( isOwn || !isStale( field ) ) ) {
			// Whatever another script has made of the field.
			fillForms();
		} else {
			hold( event, form, submitter, form.action, isOwn ? null : field, () => {
				if ( !gate.isShut() ) {
					fillForms();
				}
				form.requestSubmit( submitter );
			} );
		}
	}, true );

	delegate( [ 'click' ], DOING, ( element, event ) => {
		const link = element as HTMLAnchorElement;
		// What opens another tab is core's to stop: later, the browser would take it for a pop-up.
		const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
		if ( ctrlKey || metaKey || shiftKey || !settings.guard || passing === link || !leadsHome( link ) ) {
			return;
		}
		if ( !proof.isFresh() || isStale( link ) ) {
			// Not its address: to ask whether that can be reached would be to do it.
			hold( event, link, link, '', link, () => link.click() );
		}
	} );

	// So that Save itself waits for nothing.
	delegate( [ 'focusin', 'mouseover' ], '#wpSummary, form[method="post"] [type="submit"]', () => monitor.attend() );
}

/**
 * Whether a link leads to this wiki's own script, with a token: any other must get none.
 *
 * @param link
 */
function leadsHome( link: HTMLAnchorElement ): boolean {
	return link.origin + link.pathname === location.origin + mw.util.wikiScript() && /[?&]token=/.test( link.search );
}
