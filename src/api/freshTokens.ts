import { whenQuiet } from './otherRequests';
import { answerOf, createApi, insist } from './wiki';

/** New tokens, and whose they are. */
export interface FreshTokens {
	/** Name of the user who is logged in; null for nobody. */
	user: string | null;
	/** By the names that `mw.user.tokens` has for them: `csrfToken`, … */
	tokens: Record<string, string>;
}

interface Answer {
	query?: {
		tokens?: Record<string, string>;
		userinfo?: { name?: string; anon?: true };
	};
}

/**
 * Fetches new tokens of the types that come with every page, and tells whose they are. Before and
 * after, it waits until no other request of this page is under way.
 *
 * @param heldRequests tells how many requests are being held, and not under way
 * @return rejects with an `ApiError`
 * @see https://www.mediawiki.org/wiki/API:Tokens
 */
export function freshTokens( heldRequests = () => 0 ): Promise<FreshTokens> {
	return whenQuiet( heldRequests ).then( () => answerOf<Answer>( createApi().get( {
		formatversion: 2,
		action: 'query',
		meta: [ 'tokens', 'userinfo' ],
		type: [ 'csrf', 'patrol', 'watch' ]
	}, { timeout: 10000 } ) ) ).then( ( { query } ) => {
		const { tokens, userinfo } = query ?? {};
		insist( tokens?.csrftoken && userinfo?.name );
		const fresh: Record<string, string> = {};
		Object.keys( tokens ).forEach( ( name ) => {
			fresh[ name.replace( 'token', 'Token' ) ] = tokens[ name ] as string;
		} );
		const user = userinfo.anon ? null : userinfo.name;
		return whenQuiet( heldRequests ).then( () => ( { user, tokens: fresh } ) );
	} );
}
