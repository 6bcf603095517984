import type { Monitor } from '../session/monitor';
import type { Session } from '../session/session';
import type { Settings } from '../settings';
import { fillForms, isPageToken } from './fillForms';

/** For how long a Save is held for a wiki that does not answer, in ms. */
const PATIENCE = 4000;

/** Buttons that publish nothing. */
const NOT_SAVING = /^wp(Preview|Diff)$/;

/**
 * Holds a submit that would publish, until it is known whom it would be published for. Where that
 * cannot be known, it goes on: core has a safety net of its own.
 *
 * @param monitor
 * @param session
 * @param settings
 * @param explain says that its user is gone; resolves to whether to publish all the same
 */
export function guardSaves( monitor: Monitor, session: Session, settings: Settings, explain: () => Promise<boolean> ): void {
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
		// Once it is known that this Save would fail, it is worth waiting for the mending.
		const enough = patience.then( (): unknown => monitor.isBad() && monitor.check() );
		void Promise.race( [ monitor.check() as Promise<unknown>, enough ] )
			.then( () => !session.isLost || explain() )
			// Whatever fails here must not stop a Save.
			.catch( () => true )
			.then( ( go ) => {
				holding = false;
				if ( go ) {
					pass( form, button );
				}
			} );
	}

	window.addEventListener( 'submit', ( event ) => {
		const { submitter } = event;
		const form = event.target as HTMLFormElement;
		// Support: Safari < 16, which could not send it on as it was, and is left to core's safety net
		if ( settings.guard === false || !( 'requestSubmit' in form ) || !isGuarded( form, submitter, session.isLost ) ) {
			return;
		}
		if ( monitor.isSure() ) {
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
}

/**
 * @param form
 * @param button
 * @param isLost whether the session is known to be: then a preview, too, would come back as a page
 *  for nobody, without the gadget, and the next Save with it
 */
function isGuarded( form: HTMLFormElement, button: HTMLElement | null, isLost: boolean ): boolean {
	const field = form.querySelector<HTMLInputElement>( 'input[name="wpEditToken"]' );
	return !!field && isPageToken( field ) && ( isLost || !button || !NOT_SAVING.test( ( button as HTMLButtonElement ).name ) );
}
