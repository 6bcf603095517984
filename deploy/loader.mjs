import { toLines, toText, withLines, withoutLines } from './lines.mjs';

/**
 * @param {string} page title of a user script
 * @param {string} script address of index.php, like `/w/index.php`
 * @return {string} the line of common.js that loads it
 */
export function loaderLine( page, script ) {
	const title = encodeURIComponent( page.replaceAll( ' ', '_' ) ).replaceAll( '%3A', ':' ).replaceAll( '%2F', '/' ).replaceAll( '\'', '%27' );
	return `mw.loader.load( '${ script }?title=${ title }&action=raw&ctype=text/javascript' ); // SessionGuard`;
}

/**
 * @param {string} text of common.js
 * @param {string} page
 * @param {string} script
 * @return {string} that loads the page once, and is else as it was, byte for byte
 */
export function withLoader( text, page, script ) {
	const lines = toLines( text );
	const first = lines.find( isLoaderOf( page ) );
	if ( !first ) {
		return toText( withLines( lines, [ loaderLine( page, script ) ] ) );
	}
	const updated = [ '\'', '"' ].some( ( quote ) => first.text.includes( `${ quote + script }?` ) ) ? first : { ...first, text: loaderLine( page, script ) };
	return toText( withoutLines(
		lines.map( ( line ) => line === first ? updated : line ),
		( line ) => line !== updated && isLoaderOf( page )( line )
	) );
}

/**
 * @param {string} text of common.js
 * @param {string} page
 * @return {string} that does not load the page, and is else as it was, byte for byte
 */
export function withoutLoader( text, page ) {
	return toText( withoutLines( toLines( text ), isLoaderOf( page ) ) );
}

/**
 * @param {string} text of common.js
 * @return {boolean} whether somebody has pasted the whole script there
 */
export function hasPastedCopy( text ) {
	return text.includes( 'session-guard-state-valid' );
}

/**
 * @param {string} page
 * @return {( line: { text: string } ) => boolean} whether a line does nothing but load it
 */
function isLoaderOf( page ) {
	return ( { text } ) => {
		const [ , , title ] = /^\s*mw\.loader\.load\(\s*(['"])[^'"]*[?&]title=([^&'"]+)&action=raw&ctype=text\/javascript\1\s*\)\s*;?\s*(?:\/\/ *SessionGuard)?\s*$/.exec( text ) ?? [];
		try {
			return decodeURIComponent( title ?? '' ).replaceAll( '_', ' ' ) === page.replaceAll( '_', ' ' );
		} catch {
			return false;
		}
	};
}
