import { definedIn } from './definitions.mjs';
import { DEFINITIONS } from './pages.mjs';
import { ask, listPages, readPages } from './wiki.mjs';

/**
 * Where a wiki has the definitions of its gadgets: a page with a line for each, or a page of JSON for each.
 *
 * @typedef {'definition' | 'json'} Repository
 */

/** How long a server of the wiki may keep an old list of gadgets, in ms. */
const PATIENCE = 16000;
const PAUSE = 2000;

/**
 * Finds out which one the wiki reads. That is `$wgGadgetsRepo`, which no API tells, and may be both: but a gadget
 * that is defined in one place only, and is in effect or not, says whether that place is read.
 *
 * @see Extension:Gadgets, includes/ServiceWiring.php
 * @param {import('mwn').Mwn} bot on a wiki that has Extension:Gadgets
 * @param {string[]} ours names of our gadgets
 * @return {Promise<Repository>} where ours belong
 * @throws {import('./trouble.mjs').Trouble}
 */
export async function repositoryOf( bot, ours ) {
	const titles = await listPages( bot, { namespace: 8, prefix: 'Gadgets/' } );
	const { text = '' } = ( await readPages( bot, [ DEFINITIONS ] ) ).get( DEFINITIONS ) ?? {};
	return choose( {
		inEffect: await inEffect( bot ),
		inLines: definedIn( text ).map( toId ),
		inJson: titles.flatMap( ( title ) => /^MediaWiki:Gadgets\/(.+)\.json$/.exec( title )?.slice( 1 ).map( toId ) ?? [] ),
		ours
	} );
}

/**
 * Waits until the wiki has a gadget: some of its servers may know only the list of some seconds ago.
 *
 * @param {import('mwn').Mwn} bot
 * @param {string} name
 * @return {Promise<boolean>} whether it has, after 16 s at most
 */
export async function comesIntoEffect( bot, name ) {
	const deadline = Date.now() + PATIENCE;
	while ( !( await inEffect( bot ) ).includes( name ) ) {
		if ( Date.now() > deadline ) {
			return false;
		}
		await new Promise( ( resolve ) => {
			setTimeout( resolve, PAUSE );
		} );
	}
	return true;
}

/**
 * @param {import('mwn').Mwn} bot
 * @return {Promise<string[]>} the gadgets that the wiki has
 */
async function inEffect( bot ) {
	const { query } = await ask( bot, { action: 'query', list: 'gadgets', gaprop: 'id' } );
	return ( query?.gadgets ?? [] ).map( ( /** @type {{ id: string }} */ { id } ) => id );
}

/**
 * @param {string} name
 * @return {string} as the wiki has it
 */
function toId( name ) {
	return name.replaceAll( ' ', '_' );
}

/**
 * @param {{ inEffect: string[], inLines: string[], inJson: string[], ours: string[] }} names of gadgets: those that
 *  the wiki has; that its page of lines, and its pages of JSON define; of ours
 * @return {Repository}
 */
export function choose( { inEffect: now, inLines, inJson, ours } ) {
	const isInEffect = ( /** @type {string} */ name ) => now.includes( name );
	const onlyInLines = inLines.filter( ( name ) => !inJson.includes( name ) );
	const onlyInJson = inJson.filter( ( name ) => !inLines.includes( name ) );
	// Where both are read, ours stay where they are.
	if ( onlyInLines.some( ( name ) => ours.includes( name ) && isInEffect( name ) ) ) {
		return 'definition';
	}
	if ( onlyInJson.some( isInEffect ) ) {
		return 'json';
	}
	// Of a gadget that both define, the wiki takes the JSON.
	return onlyInLines.length ? onlyInLines.some( isInEffect ) ? 'definition' : 'json' : inJson.some( isInEffect ) ? 'json' : 'definition';
}
