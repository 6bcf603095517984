import { parametersOf } from './parameters';
import { answerOf, createApi, insist, inWords } from './wiki';

/**
 * Asks which types of tokens this wiki has.
 *
 * @return rejects with an `ApiError`
 */
export function tokenTypes(): Promise<string[]> {
	return parametersOf( 'checktoken' ).then( ( parameters ) => {
		const types = parameters.find( ( { name } ) => name === 'type' )?.type;
		insist( Array.isArray( types ) );
		return types as string[];
	} );
}

/**
 * Fetches a token of each type.
 *
 * @param types
 * @param user whose they are
 * @return tokens by the API's names for them: `csrftoken`, …; of the types that the user may have.
 *  Rejects with an `ApiError`, which is an `isAssertFailure` if another user, or nobody, is logged in
 * @see https://www.mediawiki.org/wiki/API:Tokens
 */
export function tokensOf( types: string[], user: string ): Promise<Record<string, string>> {
	return answerOf<{ query?: { tokens?: Record<string, string> } }>( createApi( inWords() ).get( {
		action: 'query',
		meta: 'tokens',
		type: types,
		assertuser: user
	} ) ).then( ( { query } ) => {
		const tokens = query?.tokens;
		insist( tokens );
		return tokens;
	} );
}
