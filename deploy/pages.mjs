import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withDefinitions, withoutDefinitions } from './definitions.mjs';
import { withLoader, withoutLoader } from './loader.mjs';
import { Trouble } from './trouble.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '..' );

/** The wiki’s own settings for the gadget: never written, never removed. */
export const DEFAULTS = 'MediaWiki:Gadget-SessionGuard-defaults.js';

/**
 * What is published, and where.
 *
 * @typedef {Object} Publication
 * @property {Map<string, string>} pages texts by title; empty where they are not built
 * @property {{ namespace: number, prefix: string }} family where pages that an older version has
 *  published are found
 * @property {string} entry title of the page that has lines of ours, and everybody else’s; without
 *  them nobody meets the pages
 * @property {( text: string, options: { force?: boolean } ) => { text: string, off?: string[] }} enter
 *  puts our lines into the entry’s text; `off` are gadgets that somebody has put into a comment
 * @property {( text: string ) => string} leave takes them out again
 */

/**
 * @param {string} dist folder of what was built
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {boolean} [needed] whether it must have been built
 * @return {Promise<Publication>} the gadget, for everybody
 * @throws {Trouble} where it was not
 */
export async function gadget( dist, { languages }, needed = true ) {
	const definitions = await readFile( path.join( ROOT, 'gadget-definition.txt' ), 'utf8' );
	const pages = new Map();
	for ( const file of await built( dist, 'SessionGuard.js', needed ) ) {
		// SessionGuard.user.js and the type declarations are no pages of the gadget.
		if ( /^SessionGuard[-\w]*\.(js|css|json)$/.test( file ) && `MediaWiki:Gadget-${ file }` !== DEFAULTS ) {
			pages.set( `MediaWiki:Gadget-${ file }`, await readFile( path.join( dist, file ), 'utf8' ) );
		}
	}
	if ( pages.size ) {
		const published = [ ...pages.keys() ].flatMap( ( title ) => /-i18n-(.+)\.json$/.exec( title )?.[ 1 ] ?? [] );
		for ( const [ title, text ] of await descriptions( [ ...published, 'en' ], languages ) ) {
			pages.set( title, text );
		}
	}
	return {
		pages,
		family: { namespace: 8, prefix: 'Gadget-SessionGuard' },
		entry: 'MediaWiki:Gadgets-definition',
		enter: ( text, options ) => withDefinitions( text, definitions, options ),
		leave: ( text ) => withoutDefinitions( text, definitions )
	};
}

/**
 * @param {string} dist folder of what was built
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {boolean} [needed] whether it must have been built
 * @return {Promise<Publication>} the user script, for whoever is logged in
 * @throws {Trouble} where it was not
 */
export async function userScript( dist, { user, script }, needed = true ) {
	const file = 'SessionGuard.user.js';
	const page = `User:${ user }/SessionGuard.js`;
	const found = await built( dist, file, needed );
	return {
		pages: new Map( found.includes( file ) ? [ [ page, await readFile( path.join( dist, file ), 'utf8' ) ] ] : [] ),
		family: { namespace: 2, prefix: `${ user }/SessionGuard.js` },
		entry: `User:${ user }/common.js`,
		enter: ( text ) => ( { text: withLoader( text, page, script ) } ),
		leave: ( text ) => withoutLoader( text, page )
	};
}

/**
 * @param {string} dist
 * @param {string} file that must be there
 * @param {boolean} needed
 * @return {Promise<string[]>} the files that were built
 */
async function built( dist, file, needed ) {
	const files = await readdir( dist ).catch( () => /** @type {string[]} */ ( [] ) );
	if ( needed && !files.includes( file ) ) {
		throw new Trouble( `There is no ${ path.join( path.relative( process.cwd(), dist ) || '.', file ) }: nothing was built yet. Run npm run build first.` );
	}
	return files.sort();
}

/**
 * The gadget’s line in the preferences. MediaWiki reads the page without a language for the wiki’s
 * own language (a page with that language’s code is never read), and `…/<code>` for the others.
 *
 * @param {string[]} published languages that the gadget speaks
 * @param {string[]} wanted the wiki’s own language, and those that it falls back to
 * @return {Promise<Map<string, string>>} text by title
 */
async function descriptions( published, wanted ) {
	const texts = new Map();
	for ( const language of published ) {
		const messages = await readFile( path.join( ROOT, 'src/i18n', `${ language }.json` ), 'utf8' ).catch( () => '{}' );
		const text = JSON.parse( messages )[ 'gadget-SessionGuard' ];
		if ( text ) {
			texts.set( language, text );
		}
	}
	const own = [ ...wanted, 'en' ].find( ( language ) => texts.has( language ) );
	const pages = new Map( [ [ 'MediaWiki:Gadget-SessionGuard', texts.get( own ) ] ] );
	texts.delete( wanted[ 0 ] );
	texts.forEach( ( text, language ) => pages.set( `MediaWiki:Gadget-SessionGuard/${ language }`, text ) );
	return pages;
}
