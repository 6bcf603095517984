import type { TokenCheck } from '../api/checkToken';
import type { FreshTokens } from '../api/freshTokens';
import { isAssertFailure } from '../api/wiki';
import type { Proof } from './proof';
import type { Session, Verdict } from './session';
import type { Tabs } from './tabs';

/** What is asked of the wiki, and of the page. */
export interface Requests {
	/** @return the page's csrf token */
	csrfToken(): string;
	/**
	 * Asks whether the page's csrf token is good.
	 *
	 * @return rejects with an `isAssertFailure` where another user than the page's, or nobody, is logged in
	 */
	check(): Promise<Pick<TokenCheck, 'result' | 'now'>>;
	/** Asks for fresh tokens and, if they are the page's user's, puts them wherever the page holds the old ones. */
	renew(): Promise<FreshTokens>;
}

/** What to ask the wiki about the session, and what to conclude from its answers. */
export interface Protocol {
	/**
	 * Checks the page's token, and renews it where it is stale: one request where all is well.
	 *
	 * @return rejects where the wiki gives no usable answer
	 */
	check(): Promise<Verdict>;
	/** As `check`, but begins with fresh tokens, whether or not those of the page are good. */
	renew(): Promise<Verdict>;
	/** This page has logged its user out. */
	end(): void;
}

/** How many times in a row fresh tokens may prove stale. */
const TRIES = 3;

/**
 * @param session is told what other tabs say
 * @param proof
 * @param tabs
 * @param requests
 */
export function createProtocol( session: Session, proof: Proof, tabs: Tabs, requests: Requests ): Protocol {
	const { user } = session;
	/** Counts what other tabs said: an answer to what was asked before is out of date. */
	let epoch = 0;

	/** @param tries how many more fresh tokens may prove stale before giving up */
	function check( tries = TRIES ): Promise<Verdict> {
		const sent = Date.now();
		const before = epoch;
		return requests.check().then(
			( { result, now } ) => {
				if ( before !== epoch ) {
					return check( tries );
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

	/** @param tries */
	function recover( tries: number ): Promise<Verdict> {
		proof.invalid();
		return renew( tries );
	}

	/** @param tries */
	function renew( tries = TRIES ): Promise<Verdict> {
		const sent = Date.now();
		const before = epoch;
		return requests.renew().then( ( { user: now } ): Verdict | Promise<Verdict> => {
			if ( before !== epoch ) {
				return check( tries );
			}
			if ( now === user ) {
				if ( !tries ) {
					throw new Error( 'Fresh tokens prove stale again and again' );
				}
				proof.renewed( requests.csrfToken(), sent );
				return check( tries - 1 );
			}
			proof.forget();
			if ( now === null ) {
				tabs.tell( 'logout' );
				return { state: 'logged-out' };
			}
			return { state: 'switched', other: now };
		} );
	}

	/** @param verdict of another tab */
	function hear( verdict: Verdict ): void {
		epoch++;
		if ( verdict.state !== 'valid' ) {
			proof.forget();
		}
		// A check that is under way still has something to say.
		session.update( session.contact === 'checking' ? { verdict } : { verdict, contact: 'idle' } );
	}

	// Another tab has seen the wiki make a page: for this page's user, but perhaps in a new session,
	// where this page's token is still dead; or for another user.
	tabs.on( 'login', ( _, now ) => hear( now === user ? { state: 'valid' } : { state: 'switched', other: now } ) );
	tabs.on( 'logout', () => hear( { state: 'logged-out' } ) );
	if ( proof.isFresh() ) {
		tabs.tell( 'login' );
	}

	return {
		check: () => check(),
		renew: () => renew(),
		end() {
			epoch++;
			proof.forget();
			tabs.tell( 'logout' );
		}
	};
}
