/** What a reader has put in for a token. */
type Pasted =
	/** A token, as it is sent. */
	{ token: string } |
	/** A token in another form: percent-encoded, in quotes, with a name or a backslash too many. */
	{ found: string } |
	{ problem: 'empty' | 'long' | 'shape' };

/** More characters than any token, and what may stand around it, has. */
const LONG = 2000;

/**
 * @param text
 * @return what it is
 * @see MediaWiki\Session\Token::SUFFIX in MediaWiki
 */
export function readPasted( text: string ): Pasted {
	const trimmed = text.trim();
	if ( !trimmed ) {
		return { problem: 'empty' };
	}
	if ( trimmed.length > LONG ) {
		return { problem: 'long' };
	}
	if ( /^[0-9a-f]*\+\\$/.test( trimmed ) ) {
		return { token: trimmed };
	}
	const found = /([0-9a-f]*)(\+|%2B)(\\|%5C)/i.exec( trimmed );
	return found ? { found: `${ ( found[ 1 ] as string ).toLowerCase() }+\\` } : { problem: 'shape' };
}
