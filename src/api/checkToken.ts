import { answerOf, insist } from './wiki';

/** What the wiki says of a token. */
export interface TokenCheck {
	result: 'valid' | 'expired' | 'invalid';
	/** When it was issued, as an ISO 8601 time; there whenever the string has a token's shape. */
	generated?: string;
	/** When the wiki said so, by its own clock, in s. */
	now: number;
}

/**
 * Asks the wiki whether a token is good in this session.
 *
 * @param type one of the wiki's token types, `csrf` for edits
 * @param token
 * @param options
 * @param options.maxTokenAge in seconds: an older token counts as `expired`
 * @param options.assertUser fail unless this user is the one who is logged in
 * @return rejects with an `ApiError`; with its `isAssertFailure` where another user, or nobody,
 *  is logged in
 * @see https://www.mediawiki.org/wiki/API:Checktoken
 */
export function checkToken(
	type: string,
	token: string,
	{ maxTokenAge, assertUser }: { maxTokenAge?: number; assertUser?: string } = {}
): Promise<TokenCheck> {
	return answerOf<{ checktoken?: TokenCheck; curtimestamp?: string }>( new mw.Api().get( {
		formatversion: 2,
		action: 'checktoken',
		type,
		token,
		maxtokenage: maxTokenAge,
		assertuser: assertUser,
		curtimestamp: true
	}, { timeout: 10000 } ) ).then( ( { checktoken, curtimestamp } ) => {
		insist( checktoken && [ 'valid', 'expired', 'invalid' ].includes( checktoken.result ) );
		return Object.assign( checktoken, { now: Date.parse( String( curtimestamp ) ) / 1000 } );
	} );
}
