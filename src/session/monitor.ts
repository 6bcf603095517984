import { checkToken } from '../api/checkToken';
import type { FreshTokens } from '../api/freshTokens';
import { onSessionError } from '../api/otherRequests';
import { insist, isAssertFailure, retryAfter } from '../api/wiki';
import { isVisible, onInput, onReturn, onTick } from './lifecycle';
import { createProof } from './proof';
import type { Session, SessionStatus } from './session';
import type { Tabs } from './tabs';

/** For how long a proof is good enough for what is about to happen, in ms. */
const JUST_NOW = 10000;
/** How long after the last input somebody who left text unsaved counts as gone, in ms. */
const WRITER_GONE = 8 * 3600000;
/** The first pause after an error, in ms; it doubles. */
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 600000;

/** Decides when to ask the wiki about the session, asks it, and lets the session know. */
export interface Monitor {
	/**
	 * Asks now, with one request where all is well; while a check is on its way, further calls
	 * join it.
	 *
	 * @return resolves to what is known then; never rejects
	 */
	check(): Promise<SessionStatus>;
	/** As `check`, but never by a request that was sent before. */
	checkAnew(): Promise<SessionStatus>;
	/** Whether the session was proven within the last 10 s, and is not known to be lost. */
	isSure(): boolean;
	/** Whether the wiki has said that the page's token is bad, or its user gone, and no better since. */
	isBad(): boolean;
	/** The reader is about to do what needs the session: as `check`, unless that is sure, or errors told to wait. */
	attend(): void;
	/** As `check`, with fresh tokens, whether or not those of the page are good. */
	renew(): Promise<SessionStatus>;
	/** How long ago the session was last proven, in ms; `Infinity` for never, or no more. */
	age(): number;
	/** How long ago the page's token was made, in ms. */
	tokenAge(): number;
	/** This page has ended the session. */
	end(): void;
}

/** What the page has that the monitor must know of. */
interface Page {
	/** Fetches fresh tokens and, if they are this user's, puts them wherever the page holds the old ones. */
	renew: () => Promise<FreshTokens>;
	hasUnsavedText: () => boolean;
	/** @return for how long a proof is good enough for somebody who reads, in ms */
	interval: () => number;
}

/**
 * @param session
 * @param tabs
 * @param page
 */
export function createMonitor( session: Session, tabs: Tabs, page: Page ): Monitor {
	const { user } = session;
	const proof = createProof( user, mw.user.tokens.get( 'csrfToken' ), tabs );
	let running: Promise<SessionStatus> | null = null;
	let pause = 0;
	let notBefore = 0;
	let lastInput = Date.now();
	let lastAsked = 0;
	/** Counts what other tabs said: an answer of the wiki's from before says nothing any more. */
	let epoch = 0;

	/**
	 * Asks who is there, and for fresh tokens; and whether those are good.
	 *
	 * @param tries how often that may turn out as no
	 */
	function renew( tries = 3 ): Promise<SessionStatus> {
		const sent = Date.now();
		const before = epoch;
		return page.renew().then( ( { user: now } ) => {
			if ( before !== epoch ) {
				return ask( tries );
			}
			if ( now === user ) {
				insist( tries );
				proof.renewed( mw.user.tokens.get( 'csrfToken' ), sent );
				return ask( tries - 1 );
			}
			proof.forget();
			if ( now === null ) {
				tabs.tell( 'logout', null );
				return { state: 'logged-out' };
			}
			return { state: 'switched', other: now };
		} );
	}

	/**
	 * The token is stale, or its user is gone.
	 *
	 * @param tries
	 */
	function recover( tries: number ): Promise<SessionStatus> {
		proof.invalid();
		return renew( tries );
	}

	function ask( tries = 3 ): Promise<SessionStatus> {
		const sent = Date.now();
		const before = epoch;
		return checkToken( 'csrf', mw.user.tokens.get( 'csrfToken' ), { assertuser: user } ).then(
			( { result, now } ) => {
				if ( before !== epoch ) {
					return ask( tries );
				}
				if ( result === 'valid' ) {
					proof.valid( now, sent );
					return { state: 'valid' };
				}
				return recover( tries );
			},
			( error: unknown ) => {
				if ( isAssertFailure( error ) ) {
					return recover( tries );
				}
				throw error;
			}
		);
	}

	function failed( error: unknown ): SessionStatus {
		pause = Math.min( LONGEST_PAUSE, Math.max( pause * 2, FIRST_PAUSE, retryAfter( error ) ) );
		// Jitter: what broke for all at once need not be asked by all at once.
		notBefore = Date.now() + pause * ( 1 + Math.random() / 4 );
		return { state: 'unreachable' };
	}

	function run( how: () => Promise<SessionStatus> ): Promise<SessionStatus> {
		if ( !running ) {
			lastAsked = Date.now();
			session.update( { state: 'checking' } );
			running = how().then( ( status ) => {
				pause = notBefore = 0;
				return status;
			} ).catch( failed ).then( ( status ) => {
				running = null;
				session.update( status );
				return status;
			} );
		}
		return running;
	}

	function check(): Promise<SessionStatus> {
		return run( ask );
	}

	/**
	 * Asks, unless there was a proof or an answer lately, or errors told to wait.
	 *
	 * @param age how old one is good enough, in ms
	 */
	function checkAfter( age: number ): void {
		const now = Date.now();
		if ( Math.min( proof.age(), Math.abs( now - lastAsked ) ) > age && now >= notBefore ) {
			void check();
		}
	}

	function isSure(): boolean {
		return proof.age() <= JUST_NOW;
	}

	// Another tab has seen the wiki make a page.
	tabs.on( 'login', ( _, now ) => {
		epoch++;
		if ( now !== user ) {
			proof.forget();
			session.update( { state: 'switched', other: now } );
		} else if ( session.isLost ) {
			// Back, but with a new secret: this page's token is dead, and renewed when it matters.
			session.update( { state: 'valid' } );
			if ( isVisible() || page.hasUnsavedText() ) {
				void check();
			}
		}
	} );
	tabs.on( 'logout', () => {
		epoch++;
		proof.forget();
		session.update( { state: 'logged-out' } );
	} );
	if ( isSure() ) {
		tabs.tell( 'login', null );
	}
	onReturn( () => checkAfter( session.status.state === 'valid' ? page.interval() : JUST_NOW ) );
	onInput( () => {
		lastInput = Date.now();
	} );
	onTick( () => {
		const isUnreachable = session.status.state === 'unreachable';
		if ( page.hasUnsavedText() ? Date.now() - lastInput < WRITER_GONE : isUnreachable && isVisible() ) {
			checkAfter( isUnreachable ? JUST_NOW : page.interval() );
		}
	} );
	onSessionError( () => checkAfter( 0 ) );

	return {
		check,
		checkAnew: () => Promise.resolve( running ).then( check ),
		renew: () => run( renew ),
		age: proof.age,
		tokenAge: proof.tokenAge,
		attend: () => checkAfter( JUST_NOW ),
		isSure,
		isBad: proof.isDead,
		end() {
			epoch++;
			proof.forget();
			tabs.tell( 'logout', null );
		}
	};
}
