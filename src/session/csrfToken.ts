/**
 * When a token was issued. The token itself tells: before the suffix that every token has, its last
 * digits are the second of issue, in hex.
 *
 * @param token
 * @return Unix time in s; NaN for anything but a token of a logged-in user
 * @see MediaWiki\Session\Token in MediaWiki
 */
export function issuedAt( token: string ): number {
	return parseInt( /^[0-9a-f]{32}([0-9a-f]+)\+\\$/.test( token ) ? token.slice( 32 ) : '', 16 );
}
