import { answerOf, insist } from './wiki';

/** What the wiki says of a token. */
export interface TokenCheck {
	result: 'valid' | 'expired' | 'invalid';
	/** When it was issued, as an ISO 8601 time; there whenever the string has a token's shape. */
	generated?: string;
	/** When the wiki said so, by its own clock, in s. */
	now: number;
	/** What the wiki has to say besides, where it was asked for in words: of a percent-encoded token, for one. */
	warnings?: { text: string }[] | undefined;
}

/**
 * Asks the wiki whether a token is good in this session.
 *
 * @param type one of the wiki's token types, `csrf` for edits
 * @param token
 * @param params of the request: `maxtokenage` in s, an older token counts as `expired`;
 *  `assertuser` to fail unless this user is the one who is logged in; and whatever every module takes
 * @return rejects with an `ApiError`; an `isAssertFailure` where another user, or nobody,
 *  is logged in
 * @see https://www.mediawiki.org/wiki/API:Checktoken
 */
export function checkToken( type: string, token: string, params?: Record<string, string | number | boolean> ): Promise<TokenCheck> {
	interface Answer {
		checktoken?: TokenCheck;
		curtimestamp?: string;
		warnings?: { text: string }[];
	}
	return answerOf<Answer>( new mw.Api().get( Object.assign( {
		formatversion: 2,
		action: 'checktoken',
		type,
		token,
		curtimestamp: true
	}, params ), { timeout: 10000 } ) ).then( ( { checktoken, curtimestamp, warnings } ) => {
		const now = Date.parse( curtimestamp as string ) / 1000;
		insist( now && checktoken && /^((in)?valid|expired)$/.test( checktoken.result ) );
		checktoken.now = now;
		checktoken.warnings = warnings;
		return checktoken;
	} );
}
