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
	const bot = await logIn( url, user, password );
	const pages = await gadgetPages( dist );
	const { existing, curtimestamp } = await readPages( bot, [ ...pages.keys(), DEFINITIONS ] );
	pages.set( DEFINITIONS, withDefinitions(
		existing.get( DEFINITIONS )?.content ?? '',
		await readFile( path.join( ROOT, 'gadget-definition.txt' ), 'utf8' )
	) );
	const summary = `SessionGuard ${ await version() }`;
	const edited = [];
	for ( const [ title, text ] of pages ) {
		const before = existing.get( title );
		if ( before?.content.trimEnd() !== text.trimEnd() ) {
			await bot.save( title, text, summary, {
				// An edit that came in between is a conflict, and is not overwritten.
				...( before ? { basetimestamp: before.timestamp } : { createonly: true } ),
				starttimestamp: curtimestamp
			} );
			edited.push( title );
		}
	}
	return edited;
}

/**
 * @param {string} url of the folder that api.php is in
 * @param {string} user
 * @param {string} password
 * @return {Promise<Mwn>} logged in
 * @throws {Error} that says what went wrong; the request, and the password in it, are left out
 */
export async function logIn( url, user, password ) {
	const bot = new Mwn( {
		apiUrl: `${ url }/api.php`,
		username: user,
		password,
		userAgent: 'SessionGuard (deploy.mjs)',
		silent: true,
		suppressAPIWarnings: true,
		maxRetries: 1,
		retryPause: 1000
	} );
	try {
		await bot.login();
		await bot.getSiteInfo();
	} catch ( error ) {
		throw new Error( `${ user } could not log in at ${ url }: ${ error instanceof Error ? error.message : error }` );
	}
	return bot;
}

/**
 * @param {Mwn} bot
 * @param {string[]} titles
 * @return {Promise<{ existing: Map<string, { content: string, timestamp: string }>, curtimestamp: string }>}
 *  those that exist, by the titles that were asked for: the wiki answers in its own language
 */
async function readPages( bot, titles ) {
	const { query, curtimestamp } = await bot.request( {
		action: 'query', titles, prop: 'revisions', rvprop: [ 'content', 'timestamp' ], rvslots: 'main', curtimestamp: true
	} );
	const existing = new Map();
	for ( const title of titles ) {
		const normalized = query?.normalized?.find( ( /** @type {{ from: string }} */ { from } ) => from === title )?.to ?? title;
		const page = query?.pages.find( ( /** @type {{ title: string }} */ { title: name } ) => name === normalized );
		if ( !page ) {
			throw new Error( `The wiki did not answer for ${ title }` );
		}
		if ( !page.missing ) {
			const [ { slots, timestamp } ] = page.revisions;
			existing.set( title, { content: slots.main.content, timestamp } );
		}
	}
	return { existing, curtimestamp };
}

/**
 * @param {string} dist
 * @return {Promise<Map<string, string>>} text by title
 */
async function gadgetPages( dist ) {
	const pages = new Map();
	for ( const file of ( await readdir( dist ) ).filter( ( name ) => /^SessionGuard(?!\.user).*\.(css|js|json)$/.test( name ) ) ) {
		pages.set( `MediaWiki:Gadget-${ file }`, await readFile( path.join( dist, file ), 'utf8' ) );
	}
	const messages = JSON.parse( await readFile( path.join( ROOT, 'src/i18n/en.json' ), 'utf8' ) );
	pages.set( 'MediaWiki:Gadget-SessionGuard', messages[ 'gadget-SessionGuard' ] );
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
