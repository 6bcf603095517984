/** What a terminal would obey, or turn the order of what is read: control characters but tab and line feed, and marks of direction. */
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * What a wiki says may hold anything: a page that somebody has changed there could hide that from who compares it.
 *
 * @param {string} text
 * @return {string} it, with an escape like `\u001b` in the place of what cannot be seen
 */
export function printable( text ) {
	return text.replace( UNSEEN, ( character ) => `\\u${ character.charCodeAt( 0 ).toString( 16 ).padStart( 4, '0' ) }` );
}
