/**
 * When a token was issued, as it says itself: its last digits are the second, in hex, before the
 * suffix that every token has.
 *
 * @param token
 * @return Unix time in s; NaN for what is no token of a logged-in user
 * @see MediaWiki\Session\Token in MediaWiki
 */
export function issuedAt( token: string ): number {
	return parseInt( /^[0-9a-f]{32}([0-9a-f]+)\+\\$/.test( token ) ? token.slice( 32 ) : '', 16 );
}
