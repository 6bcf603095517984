import { checkToken } from '../api/checkToken';
import { freshTokens } from '../api/freshTokens';
import { ApiError } from '../api/wiki';
import type { Session, SessionStatus } from './session';

/**
 * Asks the wiki about the session, and lets the session know.
 */
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
}

/**
 * @param session
 * @param renew is given fresh tokens when those of the page are stale: of this session's user,
 *  never of another
 */
export function createMonitor( session: Session, renew: ( tokens: Record<string, string> ) => void ): Monitor {
	let running: Promise<SessionStatus> | null = null;

	/** The token is stale, or its user is gone: ask who is there, and for fresh ones. */
	function recover(): Promise<SessionStatus> {
		return freshTokens().then( ( { user, tokens } ) => {
			if ( user === session.user ) {
				renew( tokens );
				return { state: 'valid' };
			}
			return user === null ? { state: 'logged-out' } : { state: 'switched', other: user };
		} );
	}

	function ask(): Promise<SessionStatus> {
		return checkToken( 'csrf', mw.user.tokens.get( 'csrfToken' ), { assertUser: session.user } ).then(
			( { result } ) => result === 'valid' ? { state: 'valid' } : recover(),
			( error: unknown ) => {
				if ( error instanceof ApiError && error.isAssertFailure ) {
					return recover();
				}
				throw error;
			}
		);
	}

	function check(): Promise<SessionStatus> {
		if ( !running ) {
			session.update( { state: 'checking' } );
			running = ask().catch( (): SessionStatus => ( { state: 'unreachable' } ) ).then( ( status ) => {
				running = null;
				session.update( status );
				return status;
			} );
		}
		return running;
	}

	return {
		check,
		checkAnew: () => running ? running.then( check ) : check()
	};
}
