import { freshTokens } from '../api/freshTokens';
import { isReachable } from '../api/isReachable';
import { hasUnsavedText } from '../guard/unsavedText';
import type { Monitor } from '../session/monitor';
import type { Proof } from '../session/proof';
import type { Session } from '../session/session';
import { describe, describeNow } from './describe';
import { answerButton, openDialog } from './dialog';
import { closeLogin, loginLink } from './login';
import { msg } from './messages';

/** What is held, and what is known about it. */
interface Held {
	session: Session;
	proof: Proof;
	monitor: Monitor;
	/** Puts a token into the page's forms. */
	fillForms: ( token: string ) => void;
	/** Button or link, null where that is not known; none for a request of a script, which is never done for another user. */
	pressed?: HTMLElement | null | undefined;
	/** That a form goes to, if anything is lost where that cannot be reached. */
	address?: string | undefined;
}

/** Core's last page of a login in a window of its own posts it. */
const LOGGED_IN = 'SUCCESS_PAGE_MESSAGE';

/** The first pause between two tries to reach the wiki, in ms; it doubles. */
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60000;

/** One dialog for all that is held. */
let open: Promise<boolean> | null = null;

/**
 * Says why something is held, and waits: until the page's user is logged in again, in whichever
 * window, and the wiki within reach; or until the reader decides otherwise.
 *
 * @param held
 * @return resolves to whether to go on: as the page's user, or as whom the reader has chosen to
 */
export function waitForUser( held: Held ): Promise<boolean> {
	const { session, proof, address } = held;
	const isShut = (): boolean => session.isLost || proof.isDead();
	const isFar = !!address && session.contact === 'unreachable';
	// Another tab may have said something since that was known.
	const isDoubted = !isFar || isShut();
	return ( isFar ? isReachable( address ) : Promise.resolve( true ) ).then( ( isReached ) => {
		if ( isReached && !isDoubted && !isShut() ) {
			return true;
		}
		open ??= converse( held, !isReached, isDoubted ).then( ( go ) => {
			open = null;
			return go;
		} );
		return open;
	} );
}

/**
 * A dialog that follows what becomes known while it is open.
 *
 * @param held
 * @param isOut whether the address of what is held cannot be reached
 * @param isDoubted whether the session was known to be lost, or its token dead: then only the wiki's own
 *  answer lets it go, not the word of another tab
 * @return resolves to whether to go on
 */
function converse( held: Held, isOut: boolean, isDoubted: boolean ): Promise<boolean> {
	const { session, proof, monitor, fillForms, pressed, address } = held;
	const { user } = session;
	const label = pressed && labelOf( pressed );
	return new Promise( ( resolve ) => {
		const dialog = openDialog( label ? msg( 'held', label ) : msg( 'held-nameless' ), () => finish( false ) );
		/** Whether the reader has pressed the link to log in. */
		let isLoggingIn = false;
		/** Whom the reader was told that this will be done for, where they want that; null for nobody. */
		let anyway: string | null | undefined;
		let pause = FIRST_PAUSE;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let hasSpoken = false;
		let isOver = false;
		let stop = (): void => {};

		function finish( go: boolean ): void {
			isOver = true;
			stop();
			clearTimeout( timer );
			$( window ).off( '.session-guard-held' );
			resolve( go );
			// What was held goes first: without the dialog, the whole page is painted anew.
			setTimeout( dialog.close );
			closeLogin();
		}

		/** Asks again: the address, if that is out of reach, and the wiki about the session. */
		function tryAgain(): void {
			clearTimeout( timer );
			void ( isOut ? isReachable( String( address ) ) : Promise.resolve( true ) ).then( ( isReached ) => {
				isOut = !isReached;
				if ( isReached ) {
					return monitor.checkAnew();
				}
				if ( !isOver ) {
					// Another try may have been under way.
					clearTimeout( timer );
					timer = setTimeout( tryAgain, pause );
					pause = Math.min( pause * 2, LONGEST_PAUSE );
				}
			} ).then( show );
		}

		/** @param other is the one that the reader was told of */
		function goOnAs( other: string | null ): void {
			void freshTokens().then( ( { user: now, tokens } ) => {
				if ( now !== other ) {
					throw new Error( 'Somebody else is logged in now' );
				}
				fillForms( String( tokens.csrfToken ) );
				finish( true );
			} ).catch( () => monitor.checkAnew() );
		}

		/** @param why nothing can be done but to try again */
		function offerRetry( why: string ): void {
			dialog.say( [ why ] );
			dialog.offer( [
				answerButton( msg( 'held-anyway' ), () => finish( true ) ),
				answerButton( msg( 'cancel' ), () => finish( false ) ),
				answerButton( msg( 'held-retry' ), () => {
					dialog.say( [ why, msg( 'title-checking' ) ] );
					tryAgain();
				} )
			] );
		}

		/** @param other is logged in; null for nobody */
		function offerLogin( other: string | null ): void {
			// Nobody can ever log in to a temporary account again.
			const isTemp = mw.user.isTemp();
			const why = [ describe( session ) + textIsKept() ];
			if ( session.contact === 'unreachable' ) {
				why.push( msg( 'no-answer' ) );
			}
			if ( !isTemp ) {
				why.push( msg( isLoggingIn ? 'held-waiting' : 'held-login', user ) );
			} else if ( pressed !== undefined ) {
				why.push( msg( 'held-temp' ) );
			}
			dialog.say( why );
			dialog.offer( [
				...pressed === undefined ? [] : [ answerButton( other === null ? msg( 'go-on-nobody' ) : msg( 'go-on-other', other ), () => {
					anyway = other;
					show();
				} ) ],
				answerButton( msg( 'cancel' ), () => finish( false ) ),
				...isTemp ? [] : [ loginLink( session, () => {
					isLoggingIn = true;
					show();
				} ) ]
			] );
		}

		/** @param other is logged in; null for nobody */
		function askAgain( other: string | null ): void {
			dialog.say( [
				other === null ? msg( 'anyway-nobody' ) : msg( 'anyway-other', other ),
				...session.contact === 'unreachable' ? [ msg( 'no-answer' ) ] : []
			] );
			dialog.offer( [
				answerButton( msg( 'go-on' ), () => goOnAs( other ) ),
				answerButton( msg( 'go-back' ), () => {
					anyway = undefined;
					show();
				} )
			] );
		}

		function show(): void {
			const { verdict, contact, isLost } = session;
			const other = 'other' in verdict ? verdict.other : null;
			isDoubted ||= isLost || proof.isDead();
			if ( isOver ) {
				// It was so at once, or the reader has decided meanwhile.
				stop();
			} else if ( isOut ) {
				offerRetry( msg( 'held-out' ) + textIsKept() );
			} else if ( !isLost && ( !isDoubted || proof.isFresh() ) ) {
				finish( true );
			} else if ( contact === 'checking' && hasSpoken ) {
				// What was said still holds.
			} else if ( isLost ) {
				( anyway === other ? askAgain : offerLogin )( other );
			} else if ( contact === 'idle' ) {
				// Another tab says that the user is back.
				void monitor.check();
			} else {
				offerRetry( proof.isDead() ? `${ msg( 'held-dead' ) }${ contact === 'unreachable' ? ` ${ msg( 'no-answer' ) }` : '' }` : describeNow( session ) );
			}
			hasSpoken = true;
		}

		if ( isOut ) {
			timer = setTimeout( tryAgain, pause );
		}
		$( window ).on( 'focus.session-guard-held online.session-guard-held', tryAgain ).on( 'message.session-guard-held', ( { originalEvent } ) => {
			if ( ( originalEvent as MessageEvent ).data === LOGGED_IN && ( originalEvent as MessageEvent ).origin === location.origin ) {
				tryAgain();
			}
		} );
		// At the end: it may be over at once.
		stop = session.observe( show );
	} );
}

/**
 * @param pressed button or link
 */
function labelOf( pressed: HTMLElement ): string {
	return pressed instanceof HTMLInputElement ? pressed.value : pressed.textContent.trim();
}

/** @return a sentence, with a space before it, if the page has unsaved text */
function textIsKept(): string {
	return hasUnsavedText() ? ` ${ msg( 'kept' ) }` : '';
}
