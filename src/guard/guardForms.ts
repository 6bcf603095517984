import { delegate } from '../delegate';
import type { Monitor } from '../session/monitor';
import type { Proof } from '../session/proof';
import type { Session } from '../session/session';
import type { Settings } from '../settings';
import { fillForms, isPageToken, renewals, tokenField } from './fillForms';
import type { Gate } from './gate';

/** Buttons that publish nothing. */
const NOT_SAVING = /^wp(Preview|Diff)$/;

/** Links that do something when they are followed, as core's for a rollback. */
const DOING = 'a[href*="token="]';

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
		event: Event, element: HTMLElement, label: string, address: string,
		other: HTMLInputElement | HTMLAnchorElement | null, again: () => void
	): void {
		event.preventDefault();
		event.stopImmediatePropagation();
		if ( holding.has( element ) ) {
			return;
		}
		holding.add( element );
		void gate.pass( label, address ).then( ( go ) => {
			const isToBeRenewed = go && other && !gate.isShut() && isStale( other );
			// If there is no fresh token, core says so.
			return isToBeRenewed ? renewOther( other ).then( () => {
				madeAfter.set( other, renewals() );
			} ).catch( () => {} ).then( () => go ) : go;
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
			fillForms( mw.user.tokens.get( 'csrfToken' ) );
		} else {
			hold( event, form, labelOf( submitter ), form.action, isOwn ? null : field, () => {
				if ( !gate.isShut() ) {
					fillForms( mw.user.tokens.get( 'csrfToken' ) );
				}
				form.requestSubmit( submitter );
			} );
		}
	}, true );

	delegate( [ 'click' ], DOING, ( element, event ) => {
		const link = element as HTMLAnchorElement;
		if ( settings.guard && passing !== link && !( proof.isFresh() && !isStale( link ) ) ) {
			hold( event, link, labelOf( link ), link.href, link, () => link.click() );
		}
	} );

	// So that Save itself waits for nothing.
	delegate( [ 'focusin', 'mouseover' ], '#wpSummary, form[method="post"] [type="submit"]', () => monitor.attend() );
}

/**
 * @param element button or link
 * @return its label
 */
function labelOf( element: HTMLElement | null ): string {
	return element instanceof HTMLInputElement ? element.value : element ? element.textContent.trim() : '';
}
