import { structuredPatch } from 'diff';
import { styleText } from 'node:util';

/** How much of a line is shown: minified code has it all in one. */
const WIDTH = 160;

/**
 * @param {import('./plan.mjs').Step} step
 * @return {string} what would change on the page, line by line; empty where nothing would, or the
 *  page is new or goes as a whole
 */
export function diffOf( { title, action, before, after } ) {
	if ( !before || after === undefined || action === 'same' || action === 'blank' ) {
		return '';
	}
	const { hunks } = structuredPatch( title, title, `${ before.text.trimEnd() }\n`, `${ after.trimEnd() }\n`, undefined, undefined, { context: 1 } );
	return hunks.map( ( { oldStart, newStart, lines } ) => [ `@@ ${ oldStart } → ${ newStart } @@`, ...shortened( lines ) ].join( '\n' ) ).join( '\n' );
}

/**
 * @param {string} diff
 * @return {string} in colours, for a terminal
 */
export function inColour( diff ) {
	return diff.replace( /^[-+@].*$/gm, ( line ) => styleText( line.startsWith( '+' ) ? 'green' : line.startsWith( '-' ) ? 'red' : 'cyan', line ) );
}

/**
 * @param {string[]} lines of a hunk
 * @return {string[]} the same, where long ones show the place from which on they differ
 */
function shortened( lines ) {
	const removed = lines.filter( ( line ) => line.startsWith( '-' ) );
	const added = lines.filter( ( line ) => line.startsWith( '+' ) );
	return lines.map( ( line ) => {
		const other = line.startsWith( '-' ) ? added[ removed.indexOf( line ) ] : line.startsWith( '+' ) ? removed[ added.indexOf( line ) ] : undefined;
		return cut( line, other ?? '' );
	} );
}

/**
 * @param {string} line
 * @param {string} other that stands in its place
 * @return {string}
 */
function cut( line, other ) {
	// The first character says what becomes of the line.
	if ( line.length - 1 <= WIDTH ) {
		return line;
	}
	let same = 1;
	while ( same < other.length && line[ same ] === other[ same ] ) {
		same++;
	}
	const from = other ? Math.max( 1, Math.min( same - 40, line.length - WIDTH ) ) : 1;
	return `${ line[ 0 ] }${ from > 1 ? '…' : '' }${ line.slice( from, from + WIDTH ) }${ from + WIDTH < line.length ? '…' : '' } (a part of ${ line.length - 1 } characters)`;
}
