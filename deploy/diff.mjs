import { structuredPatch } from 'diff';
import { styleText } from 'node:util';

/**
 * @param {import('./plan.mjs').Step} step
 * @return {string} what would change on the page, line by line, and nothing of it left out; empty where
 *  nothing would, or the page is new or goes as a whole
 */
export function diffOf( { title, action, before, after } ) {
	if ( !before || after === undefined || action === 'same' || action === 'blank' ) {
		return '';
	}
	const { hunks } = structuredPatch( title, title, `${ before.text.trimEnd() }\n`, `${ after.trimEnd() }\n`, undefined, undefined, { context: 1 } );
	return hunks.map( ( { oldStart, newStart, lines } ) => [ `@@ ${ oldStart } → ${ newStart } @@`, ...lines ].join( '\n' ) ).join( '\n' );
}

/**
 * @param {string} diff
 * @return {string} in colours, for a terminal
 */
export function inColour( diff ) {
	return diff.replace( /^[-+@].*$/gm, ( line ) => styleText( line.startsWith( '+' ) ? 'green' : line.startsWith( '-' ) ? 'red' : 'cyan', line ) );
}
