import { FRESH } from './proof';
import type { Proof } from './proof';
import type { Session, Verdict } from './session';

/** How long after the last input a writer who left text unsaved counts as gone, in ms. */
const WRITER_GONE = 8 * 3600000;
/** The first pause after an error, in ms; it doubles. */
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 600000;

/** Decides when to ask the wiki about the session, and lets the session know. Nothing here ever rejects. */
export interface Monitor {
	/** Asks now; while a check is on its way, further calls join it. */
	check(): Promise<void>;
	/** As `check`, but never joins one that was sent before. */
	checkAnew(): Promise<void>;
	/** As `checkAnew`, but begins with fresh tokens. */
	renew(): Promise<void>;
	/**
	 * The reader is about to do what needs the session: checks, unless a recent proof suffices or we
	 * are backing off.
	 */
	attend(): void;
}

/** What the page tells of itself. */
export interface Page {
	isVisible(): boolean;
	hasUnsavedText(): boolean;
	/** @return for how long a proof is good enough for somebody who reads, in ms */
	interval(): number;
	/** The reader is back. */
	onReturn( callback: () => void ): void;
	/** The reader types. */
	onInput( callback: () => void ): void;
	/** Time goes by. */
	onTick( callback: () => void ): void;
	/** The wiki has told any script of this page that its token is bad, or its user another. */
	onSessionError( callback: () => void ): void;
}

/**
 * @param session
 * @param proof
 * @param ask asks the wiki, and concludes; rejects if there was no usable answer, with `retryAfter` in ms
 *  if the wiki wants to be left alone. It begins with fresh tokens if so told
 * @param page
 */
export function createMonitor(
	session: Session, proof: Proof, ask: ( beginWithRenewal: boolean ) => Promise<Verdict>, page: Page
): Monitor {
	let running: Promise<void> | null = null;
	let pause = 0;
	/** Since when, and for how long, the wiki is left alone, in ms. */
	let failed = 0;
	let rest = 0;
	let lastInput = Date.now();
	let lastAsked = 0;

	function backOff( error: unknown ): void {
		pause = Math.min( LONGEST_PAUSE, Math.max( pause * 2, FIRST_PAUSE, ( error as { retryAfter?: number } ).retryAfter || 0 ) );
		// Jitter: what broke for all at once need not be asked by all at once.
		rest = pause * ( 1 + Math.random() / 4 );
		failed = Date.now();
	}

	/** @param beginWithRenewal */
	function run( beginWithRenewal: boolean ): Promise<void> {
		if ( !running ) {
			lastAsked = Date.now();
			session.update( { contact: 'checking' } );
			running = ask( beginWithRenewal ).then(
				( verdict ) => {
					pause = rest = 0;
					running = null;
					session.update( { verdict, contact: 'idle' } );
				},
				( error: unknown ) => {
					backOff( error );
					running = null;
					session.update( { contact: 'unreachable' } );
				}
			);
		}
		return running;
	}

	function check(): Promise<void> {
		return run( false );
	}

	/** @param age how old an answer of the wiki's is good enough, in ms */
	function mayAsk( age: number ): boolean {
		const now = Date.now();
		// The clock may have been set back.
		return Math.abs( now - lastAsked ) > age && Math.abs( now - failed ) >= rest;
	}

	/** @param age how old a proof or an answer is good enough, in ms */
	function checkAfter( age: number ): void {
		if ( proof.age() > age && mayAsk( age ) ) {
			void check();
		}
	}

	let wasLost = false;
	session.observe( () => {
		const isBack = wasLost && !session.isLost;
		wasLost = session.isLost;
		// Another tab has said so: this page's token is still that of the session that was lost.
		if ( isBack && proof.isDead() && ( page.isVisible() || page.hasUnsavedText() ) ) {
			void check();
		}
	} );
	page.onReturn( () => checkAfter( session.state === 'valid' && !proof.isDead() ? page.interval() : FRESH ) );
	page.onInput( () => {
		lastInput = Date.now();
	} );
	page.onTick( () => {
		const isUnreachable = session.contact === 'unreachable';
		if ( page.hasUnsavedText() ? Date.now() - lastInput < WRITER_GONE : isUnreachable && page.isVisible() ) {
			checkAfter( isUnreachable ? FRESH : page.interval() );
		}
	} );
	page.onSessionError( () => {
		// Once the user is known to be gone, that is nothing new.
		if ( !session.isLost ) {
			checkAfter( 0 );
		}
	} );

	return {
		check,
		checkAnew: () => Promise.resolve( running ).then( check ),
		renew: () => Promise.resolve( running ).then( () => run( true ) ),
		attend() {
			if ( !proof.isFresh() && mayAsk( FRESH ) ) {
				void check();
			}
		}
	};
}
