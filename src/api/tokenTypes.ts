import { answerOf, insist, inWords } from './wiki';

/**
 * Asks which types of tokens this wiki has.
 *
 * @return rejects with an `ApiError`
 * @see https://www.mediawiki.org/wiki/API:Parameter_information
 */
export function tokenTypes(): Promise<string[]> {
	interface Answer {
		paraminfo?: { modules?: { parameters?: { name: string; type?: string[] }[] }[] };
	}
	return answerOf<Answer>( new mw.Api( { parameters: inWords() } ).get( {
		action: 'paraminfo',
		modules: 'checktoken'
	} ) ).then( ( { paraminfo } ) => {
		const parameter = paraminfo?.modules?.[ 0 ]?.parameters?.find( ( { name } ) => name === 'type' );
		insist( Array.isArray( parameter?.type ) );
		return parameter.type;
	} );
}

/**
 * Fetches a token of each type.
 *
 * @param types
 * @return tokens by type, for those types that the user may have; rejects with an `ApiError`
 * @see https://www.mediawiki.org/wiki/API:Tokens
 */
export function tokensOf( types: string[] ): Promise<Record<string, string>> {
	return answerOf<{ query?: { tokens?: Record<string, string> } }>( new mw.Api( { parameters: inWords() } ).get( {
		action: 'query',
		meta: 'tokens',
		type: types
	} ) ).then( ( { query } ) => {
		const tokens = query?.tokens;
		insist( tokens );
		const byType: Record<string, string> = {};
		types.forEach( ( type ) => {
			const token = tokens[ `${ type }token` ];
			if ( token ) {
				byType[ type ] = token;
			}
		} );
		return byType;
	} );
}
