import './dialog.css';
import { freshTokens } from '../api/freshTokens';
import { hasUnsavedText } from '../guard/unsavedText';
import type { Monitor } from '../session/monitor';
import type { Proof } from '../session/proof';
import type { Session } from '../session/session';
import { describe } from './describe';
import { closeLogin, loginLink } from './login';
import { msg } from './messages';

/** One dialog for all that is held. */
let open: Promise<boolean> | null = null;

/** The first pause between two tries to reach the wiki, in ms; it doubles. */
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60000;

/**
 * Says why something is held, and waits: until the page's user is logged in again, in whichever
 * window, or the wiki within reach; or until the reader decides otherwise. The dialog follows what
 * becomes known meanwhile.
 *
 * @param session
 * @param proof
 * @param monitor
 * @param fillForms puts a token into the page's forms
 * @param label of the button that was pressed; none for a request of a script, which is never done for
 *  another user
 * @param address that a form goes to: tried if the wiki's API does not answer
 * @return resolves to whether to go on: as the page's user, or as whom the reader has chosen to
 */
export function waitForUser(
	session: Session, proof: Proof, monitor: Monitor, fillForms: ( token: string ) => void, label?: string, address?: string
): Promise<boolean> {
	/** Whether the form's own page cannot be reached: then there would be an error of the browser's in its place. */
	let isOut = false;
	const isHeld = (): boolean => isOut || session.isLost || proof.isDead();
	const reach = (): Promise<void> => isReachable( String( address ) ).then( ( is ) => {
		isOut = !is;
	} );
	return ( address !== undefined && session.contact === 'unreachable' ? reach() : Promise.resolve() ).then( () => !isHeld() || ( open ??= new Promise<boolean>( ( resolve ) => {
		const dialog = document.createElement( 'dialog' );
		const text = $( '<div>' ).attr( { id: 'session-guard-text', 'aria-live': 'polite' } );
		const answers = $( '<div>' ).attr( 'class', 'session-guard-answers' );
		/** Whether the reader has pressed the link to log in. */
		let waiting = false;
		/** Whom the reader was told that this will be done for, where they want that. */
		let anyway: string | null | undefined;
		/** The paragraphs and the labels of the buttons, as they are shown. */
		let said = '';
		let offered = '';
		let pause = FIRST_PAUSE;
		let timer: ReturnType<typeof setTimeout> | undefined;

		function finish( go: boolean ): void {
			stop();
			clearTimeout( timer );
			$( window ).off( '.session-guard-held' );
			$( dialog ).off( 'close' );
			dialog.close();
			dialog.remove();
			closeLogin();
			open = null;
			resolve( go );
		}

		function button( key: string, onClick: () => void, ...params: string[] ): JQuery {
			return $( '<button>' ).text( msg( key, ...params ) ).on( 'click', onClick );
		}

		// With the tokens of whoever is logged in, if that is whom the reader was told of.
		function goOnAs( other: string | null ): void {
			void freshTokens().then( ( { user, tokens } ) => {
				if ( user !== other ) {
					throw new Error( 'Somebody else is logged in now' );
				}
				fillForms( String( tokens.csrfToken ) );
				finish( true );
			} ).catch( () => monitor.checkAnew() );
		}

		function askAgain( other: string | null ): [ string[], JQuery[] ] {
			return [
				[ other === null ? msg( 'anyway-nobody' ) : msg( 'anyway-other', other ) ],
				[ button( 'go-on', () => goOnAs( other ) ), button( 'go-back', () => {
					anyway = undefined;
					show();
				} ) ]
			];
		}

		/** @return what there is to say, and the answers to it: the usual one last */
		function content(): [ string[], JQuery[] ] {
			const { user, verdict } = session;
			const cancel = button( 'cancel', () => finish( false ) );
			const kept = hasUnsavedText() ? ` ${ msg( 'kept' ) }` : '';
			if ( isOut || !session.isLost ) {
				const retry = button( 'held-retry', () => {
					said = '';
					text.append( $( '<p>' ).text( msg( 'title-checking' ) ) );
					tryAgain();
				} );
				return [
					[ isOut ? msg( 'held-out' ) + kept : msg( 'held-dead' ) ],
					[ button( 'held-anyway', () => finish( true ) ), cancel, retry ]
				];
			}
			const other = 'other' in verdict ? verdict.other : null;
			if ( anyway === other ) {
				return askAgain( other );
			}
			const goOn = label === undefined ? [] : [ button( other === null ? 'go-on-nobody' : 'go-on-other', () => {
				anyway = other;
				show();
			}, String( other ) ) ];
			const why = describe( session ) + kept;
			// Nobody can ever log in to a temporary account again.
			if ( mw.user.isTemp() ) {
				return [ label === undefined ? [ why ] : [ why, msg( 'held-temp' ) ], [ ...goOn, cancel ] ];
			}
			return [ [ why, msg( waiting ? 'held-waiting' : 'held-login', user ) ], [ ...goOn, cancel, loginLink( session, () => {
				waiting = true;
				show();
			} ) ] ];
		}

		/** Asks again: the page, if that is out of reach, and the wiki about the session. */
		function tryAgain(): void {
			clearTimeout( timer );
			if ( !isOut ) {
				void monitor.check();
				return;
			}
			void reach().then( () => {
				if ( isOut ) {
					pause = Math.min( pause * 2, LONGEST_PAUSE );
					timer = setTimeout( tryAgain, pause );
					show();
				} else {
					void monitor.checkAnew().then( show );
				}
			} );
		}

		function show(): void {
			if ( !isHeld() ) {
				finish( true );
				return;
			}
			// Another tab says that the user is back: only the token is still the old one.
			if ( !session.isLost && session.contact === 'idle' ) {
				void monitor.check();
			}
			// While the wiki is being asked, what was said still holds.
			if ( said && session.contact === 'checking' ) {
				return;
			}
			const [ paragraphs, choices ] = content();
			if ( session.contact === 'unreachable' && !isOut ) {
				paragraphs.push( msg( 'no-answer' ) );
			}
			const labels = choices.map( ( choice ) => choice.text() ).join();
			if ( said !== paragraphs.join() ) {
				said = paragraphs.join();
				text.empty().append( paragraphs.map( ( paragraph ) => $( '<p>' ).text( paragraph ) ) );
			}
			// The focus stays where it is, as long as there is the same to choose from.
			if ( offered !== labels ) {
				offered = labels;
				answers.empty().append( choices );
				answers.children().last().trigger( 'focus' );
			}
		}

		$( dialog ).attr( {
			class: 'session-guard-dialog session-guard-question',
			'aria-labelledby': 'session-guard-heading',
			'aria-describedby': 'session-guard-text',
			dir: 'auto'
		} ).append(
			$( '<h2>' ).attr( 'id', 'session-guard-heading' ).text( label ? msg( 'held', label ) : msg( 'held-nameless' ) ),
			text,
			answers
		).on( 'keydown', ( event ) => {
			// The Enter that opened this, held down, is no answer.
			if ( event.key === 'Enter' && ( event.originalEvent as KeyboardEvent ).repeat ) {
				event.preventDefault();
			}
		// Escape.
		} ).on( 'close', () => finish( false ) ).appendTo( document.body );
		dialog.showModal();
		const stop = session.observe( show );
		if ( isOut ) {
			timer = setTimeout( tryAgain, pause );
		}
		$( window ).on( 'focus.session-guard-held online.session-guard-held', tryAgain ).on( 'message.session-guard-held', ( { originalEvent } ) => {
			// Core's last page of a login in a window of its own.
			if ( ( originalEvent as MessageEvent ).data === 'SUCCESS_PAGE_MESSAGE' ) {
				void monitor.checkAnew();
			}
		} );
	} ) ) );
}

/**
 * @param address
 * @return resolves to whether anything at all answers there
 */
function isReachable( address: string ): Promise<boolean> {
	return fetch( address, { method: 'HEAD', mode: 'no-cors', cache: 'no-store' } ).then( () => true, () => false );
}
