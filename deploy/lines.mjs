/**
 * A line of a page, and how it ends: with `\n`, `\r\n`, `\r`, or, the last one, with nothing.
 *
 * @typedef {{ text: string, end: string }} Line
 */

/**
 * @param {string} text
 * @return {Line[]} all of it; what stands behind the last line break is a line too, be it empty.
 *  A line break inside an HTML comment is none, as Extension:Gadgets has it
 */
export function toLines( text ) {
	return [ ...text.matchAll( /((?:<!--[^]*?-->|[^\r\n])*?)(\r\n|\r|\n|$)/g ) ]
		// Where the text ends without a line break, the pattern finds one more line there.
		.filter( ( { index, 0: all }, at ) => at === 0 || all || /[\r\n]/.test( text.charAt( index - 1 ) ) )
		.map( ( { 1: line = '', 2: end = '' } ) => ( { text: line, end } ) );
}

/**
 * @param {Line[]} lines
 * @return {string} the page
 */
export function toText( lines ) {
	return lines.map( ( { text, end } ) => text + end ).join( '' );
}

/**
 * Adds lines in such a way that {@link withoutLines} brings back what was there, byte for byte.
 *
 * @param {Line[]} lines
 * @param {string[]} added
 * @param {number} [after] index of the line that they shall follow; the last one unless told
 * @return {Line[]}
 */
export function withLines( lines, added, after = lines.length - 1 ) {
	const end = lines.findLast( ( line ) => line.end )?.end ?? '\n';
	if ( !toText( lines ) ) {
		return added.map( ( text, index ) => ( { text, end: index < added.length - 1 ? end : '' } ) );
	}
	const last = lines[ after ];
	if ( last?.end === '' && last.text ) {
		return [ ...lines.slice( 0, after ), { text: last.text, end }, ...added.map( ( text, index ) => ( { text, end: index < added.length - 1 ? end : '' } ) ) ];
	}
	// A page that ends with a line break still does so afterwards.
	const at = last?.end === '' ? after : after + 1;
	return [ ...lines.slice( 0, at ), ...added.map( ( text ) => ( { text, end } ) ), ...lines.slice( at ) ];
}

/**
 * @param {Line[]} lines
 * @param {( line: Line ) => boolean} own which of them go
 * @return {Line[]} the others
 */
export function withoutLines( lines, own ) {
	const kept = lines.filter( ( line ) => !own( line ) );
	const last = kept.at( -1 );
	return last?.end && lines.at( -1 )?.end === '' && lines.at( -1 ) !== last ?
		[ ...kept.slice( 0, -1 ), { text: last.text, end: '' } ] :
		kept;
}
