import type { Monitor } from '../session/monitor';
import type { Proof } from '../session/proof';
import type { Session } from '../session/session';
import type { Settings } from '../settings';
import { fillForms, isPageToken } from './fillForms';

/** For how long a Save is held for a wiki that does not answer, in ms. */
const PATIENCE = 4000;

/** Buttons that publish nothing. */
const NOT_SAVING = /^wp(Preview|Diff)$/;

/**
 * Holds a submit that would publish, until it is known whom it would be published for. Where that
 * cannot be known, it goes on: core has a safety net of its own. Where the page's token is known to
 * be dead, it never goes on by itself.
 *
 * @param session
 * @param proof
 * @param monitor
 * @param settings
 * @param wait says why the button of this label cannot do its work; resolves to whether to go on after all
 * @param onCancel called when a submit that was held does not go on
 * @return tells whether a submit is being held
 */
export function guardSaves(
	session: Session, proof: Proof, monitor: Monitor, settings: Settings, wait: ( label: string ) => Promise<boolean>, onCancel: () => void
): () => boolean {
	let passing = false;
	let holding = false;

	function pass( form: HTMLFormElement, button: HTMLElement | null ): void {
		passing = true;
		try {
			form.requestSubmit( button );
		} finally {
			passing = false;
		}
	}

	function hold( form: HTMLFormElement, button: HTMLElement | null ): void {
		holding = true;
		const patience = new Promise( ( resolve ) => {
			setTimeout( resolve, PATIENCE );
		} );
		void Promise.race( [ monitor.check(), patience ] )
			.then( () => !session.isLost && !proof.isDead() || wait( labelOf( button ) ) )
			// Whatever fails here must not stop a Save.
			.catch( () => true )
			.then( ( go ) => {
				holding = false;
				if ( go ) {
					pass( form, button );
				} else {
					onCancel();
				}
			} );
	}

	window.addEventListener( 'submit', ( event ) => {
		const { submitter } = event;
		const form = event.target as HTMLFormElement;
		// Support: Safari < 16, which could not send it on as it was, and is left to core's safety net
		if ( !settings.guard || !( 'requestSubmit' in form ) || !isGuarded( form, submitter, session.isLost ) ) {
			return;
		}
		if ( proof.isFresh() ) {
			// Whatever another script has made of the field.
			fillForms( mw.user.tokens.get( 'csrfToken' ) );
		} else if ( !passing ) {
			event.preventDefault();
			event.stopImmediatePropagation();
			if ( !holding ) {
				hold( form, submitter );
			}
		}
	}, true );

	// So that Save itself waits for nothing.
	$( 'form:has( [name="wpEditToken"] )' ).on( 'focusin mouseenter', '#wpSummary, [type="submit"]', () => monitor.attend() );
	return () => holding;
}

/**
 * @param button
 * @return its label
 */
function labelOf( button: HTMLElement | null ): string {
	return button instanceof HTMLInputElement ? button.value : button?.textContent.trim() ?? '';
}

/**
 * @param form
 * @param button
 * @param isLost whether the session is known to be lost: then hold previews too, as they would
 *  render for a logged-out user, without this gadget, and the next Save with them
 */
function isGuarded( form: HTMLFormElement, button: HTMLElement | null, isLost: boolean ): boolean {
	const field = form.querySelector<HTMLInputElement>( 'input[name="wpEditToken"]' );
	return !!field && isPageToken( field ) && ( isLost || !button || !NOT_SAVING.test( ( button as HTMLButtonElement ).name ) );
}
