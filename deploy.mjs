import { Mwn } from 'mwn';
import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DIST } from './build.mjs';

const ROOT = path.dirname( fileURLToPath( import.meta.url ) );
const DEFINITIONS = 'MediaWiki:Gadgets-definition';

/**
 * Publishes `dist/` and the definition lines on a wiki, through its API. A page that is the same
 * already is not edited.
 *
 * @param {{ url: string, user: string, password: string, dist?: string }} options `url` of the
 *  folder that api.php is in; a bot password with the right to edit the user interface and its
 *  scripts; `dist` for another folder than `dist/`
 * @return {Promise<string[]>} the pages that were edited
 * @throws {Error} with the wiki's own words, where it refuses
 */
export async function deploy( { url, user, password, dist = DIST } ) {
	const bot = await Mwn.init( {
		apiUrl: `${ url }/api.php`,
		username: user,
		password,
		userAgent: 'SessionGuard (deploy.mjs)',
		silent: true,
		suppressAPIWarnings: true
	} );
	const pages = await gadgetPages( dist );
	const titles = [ ...pages.keys(), DEFINITIONS ];
	const existing = new Map( ( await bot.read( titles ) ).map( ( { title, revisions } ) => [ title, revisions?.[ 0 ]?.content ] ) );
	pages.set( DEFINITIONS, withDefinitions(
		existing.get( DEFINITIONS ) ?? '',
		await readFile( path.join( ROOT, 'gadget-definition.txt' ), 'utf8' )
	) );
	const summary = `SessionGuard ${ await version() }`;
	const edited = [];
	for ( const [ title, text ] of pages ) {
		if ( existing.get( title )?.trimEnd() !== text.trimEnd() ) {
			await bot.save( title, text, summary );
			edited.push( title );
		}
	}
	return edited;
}

/**
 * @param {string} dist
 * @return {Promise<Map<string, string>>} text by title
 */
async function gadgetPages( dist ) {
	const pages = new Map();
	for ( const file of await readdir( dist ) ) {
		pages.set( `MediaWiki:Gadget-${ file }`, await readFile( path.join( dist, file ), 'utf8' ) );
	}
	const messages = JSON.parse( await readFile( path.join( ROOT, 'src/i18n/en.json' ), 'utf8' ) );
	pages.set( 'MediaWiki:Gadget-SessionGuard', messages[ 'session-guard-gadget' ] );
	return pages;
}

/**
 * Exchanges our own lines, wherever they stand, and leaves everybody else's alone.
 *
 * @param {string} text of MediaWiki:Gadgets-definition
 * @param {string} definitions our lines
 * @return {string}
 */
function withDefinitions( text, definitions ) {
	return definitions.trim().split( '\n' ).reduce( ( result, line ) => {
		const name = /^\* *([^[|]+)/.exec( line )?.[ 1 ];
		const own = new RegExp( `^\\*+ *${ name } *[\\[|].*$`, 'm' );
		return own.test( result ) ? result.replace( own, () => line ) : `${ result.trimEnd() }\n${ line }`.trimStart();
	}, text );
}

/**
 * @return {Promise<string>} version and commit
 */
async function version() {
	const { version: number } = JSON.parse( await readFile( path.join( ROOT, 'package.json' ), 'utf8' ) );
	const commit = await promisify( execFile )( 'git', [ 'rev-parse', '--short', 'HEAD' ], { cwd: ROOT } ).then(
		( { stdout } ) => stdout.trim(),
		() => ''
	);
	return commit ? `${ number } (${ commit })` : number;
}

if ( process.argv[ 1 ] === fileURLToPath( import.meta.url ) ) {
	const { WIKI_URL, WIKI_ADMIN, WIKI_PASSWORD } = process.env;
	if ( !WIKI_URL || !WIKI_ADMIN || !WIKI_PASSWORD ) {
		console.error( 'Set WIKI_URL (the folder of api.php), WIKI_ADMIN and WIKI_PASSWORD (a bot password of an interface admin).' );
		process.exitCode = 1;
	} else {
		deploy( { url: WIKI_URL.replace( /\/+$/, '' ), user: WIKI_ADMIN, password: WIKI_PASSWORD } ).then(
			( edited ) => console.log( edited.length ? `Published ${ edited.join( ', ' ) }` : 'Everything was published already.' ),
			( error ) => {
				console.error( `Not published: ${ error.message }` );
				process.exitCode = 1;
			}
		);
	}
}
