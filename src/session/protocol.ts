import type { TokenCheck } from '../api/checkToken';
import type { FreshTokens } from '../api/freshTokens';
import { isAssertFailure, retryAfter } from '../api/wiki';
import type { Proof } from './proof';
import { foundInvalid, foundValid } from './proving';
import type { Session, Verdict } from './session';
import type { Tabs } from './tabs';

/** What is asked of the wiki, and of the page. */
export interface Requests {
	/** @return the page's csrf token */
	csrfToken(): string;
	/**
	 * Asks whether the page's csrf token is good.
	 *
	 * @return rejects with an `isAssertFailure` if another user than the page's, or nobody, is logged in
	 */
	check(): Promise<Pick<TokenCheck, 'result' | 'now'>>;
	/** Asks for fresh tokens and, if they are the page's user's, puts them wherever the page holds the old ones. */
	renew(): Promise<FreshTokens>;
}

/** How many times in a row fresh tokens may prove stale. */
const TRIES = 3;

/**
 * Asks the wiki about the session, and concludes from its answers: checks the page's token, and
 * renews it if it is stale. One request where all is well.
 *
 * @param session whose verdict other tabs may change meanwhile: an answer to what was asked before is
 *  out of date then
 * @param proof
 * @param tabs are told of a logout
 * @param requests
 * @param beginWithRenewal whether to get fresh tokens even if those of the page are good
 * @return rejects if the wiki gives no usable answer, with `retryAfter`: how long it wants to be left
 *  alone, in ms
 */
export function askWiki( session: Session, proof: Proof, tabs: Tabs, requests: Requests, beginWithRenewal: boolean ): Promise<Verdict> {
	/** @param tries how many more fresh tokens may prove stale before giving up */
	function check( tries: number ): Promise<Verdict> {
		const sent = Date.now();
		const before = session.verdict;
		return requests.check().then(
			( { result, now } ) => {
				if ( result !== 'valid' ) {
					return recover( tries );
				}
				if ( before !== session.verdict && ( session.isLost || proof.isDead() ) ) {
					return check( tries );
				}
				foundValid( proof, now, sent );
				return { state: 'valid' };
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
		foundInvalid( proof );
		return renew( tries );
	}

	/** @param tries */
	function renew( tries: number ): Promise<Verdict> {
		const sent = Date.now();
		const before = session.verdict;
		return requests.renew().then( ( { user: now } ): Verdict | Promise<Verdict> => {
			const isBack = now === session.user;
			if ( isBack ) {
				proof.replace( requests.csrfToken(), sent );
			}
			if ( before !== session.verdict && ( !isBack || session.isLost ) ) {
				return check( tries );
			}
			if ( isBack ) {
				if ( !tries ) {
					throw new Error( 'Fresh tokens prove stale again and again' );
				}
				foundValid( proof, proof.issued(), sent );
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

	// There is no point in asking about a token that is known to be dead.
	return ( beginWithRenewal || session.isLost || proof.isDead() ? renew( TRIES ) : check( TRIES ) ).catch( ( error: unknown ) => {
		throw Object.assign( error as Error, { retryAfter: retryAfter( error ) } );
	} );
}
