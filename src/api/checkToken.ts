import { answerOf, createApi, insist } from './wiki';

/** What the wiki says of a token. */
export interface TokenCheck {
	result: 'valid' | 'expired' | 'invalid';
	/** When it was issued, as an ISO 8601 time; present whenever the string has a token's shape. */
	generated?: string;
	/** When the wiki said so, by its own clock, in s. */
	now: number;
	/** The wiki's warnings, if asked for in words: about a percent-encoded token, for one. */
	warnings?: { text: string }[] | undefined;
}

/**
 * Asks the wiki whether a token is valid in this session.
 *
 * @param type one of the wiki's token types, `csrf` for edits
 * @param token
 * @param params further parameters of the request: `maxtokenage` in s, beyond which a token counts as
 *  `expired`; `assertuser` to fail unless this user is logged in; and any that all modules take
 * @return rejects with an `ApiError`, which is an `isAssertFailure` if another user, or nobody, is
 *  logged in
 * @see https://www.mediawiki.org/wiki/API:Checktoken
 */
export function checkToken( type: string, token: string, params?: Record<string, string | number | boolean> ): Promise<TokenCheck> {
	interface Answer {
		checktoken?: TokenCheck;
		curtimestamp?: string;
		warnings?: { text: string }[];
	}
	return answerOf<Answer>( createApi().get( Object.assign( {
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
