import { cp, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST } from '../../build.mjs';
import { deploy } from '../../deploy.mjs';
import { ALICE } from './accounts.mjs';
import { switchOn, warm } from './furnish.mjs';
import { publishUserScript } from './userScript.mjs';
import { digest, keep, pristine, startWiki } from './wiki.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '../..' );

/**
 * Settings of a wiki that has no extension but the one that gadgets need, and the skin with the fewest scripts where a
 * test names none: pages take two thirds of the time.
 */
const PLAIN = '$extensions = [ "Gadgets" ]; $wgDefaultSkin = "vector";';

/**
 * A wiki with the gadget published, and switched on for Alice and Bob; or, with
 * `SESSION_GUARD_USER_SCRIPT` in the environment, one with the user script in everybody’s common.js.
 *
 * @param {{ port?: number, settings?: string, isPlain?: boolean }} [options] as {@link startWiki} takes
 *  them; `isPlain`: without editors, Echo and the like
 * @param {string} [dist] where the gadget's pages are; `dist/` unless told
 * @return {Promise<import('./wiki.mjs').Wiki>}
 */
export async function readyWiki( { isPlain = false, settings = '', ...options } = {}, dist = DIST ) {
	if ( !process.env.WIKI_URL ) {
		const from = await ready( dist );
		if ( !isPlain ) {
			return startWiki( { ...options, settings, from } );
		}
		const wiki = await startWiki( { ...options, settings: PLAIN + settings, from: await plain( from, dist ) } );
		return { ...wiki, configure: async ( others ) => wiki.configure?.( PLAIN + others ) };
	}
	const wiki = await startWiki();
	await makeReady( wiki, dist );
	return wiki;
}

/**
 * Makes a wiki of ours ready, once for each build.
 *
 * @param {string} dist
 * @return {Promise<string>} its folder
 */
async function ready( dist ) {
	const from = await pristine();
	const sources = [
		...await filesOf( dist ),
		// What is on the wiki besides, and how it comes there.
		...await filesOf( path.join( ROOT, 'src/i18n' ) ),
		...await filesOf( path.join( ROOT, 'deploy' ) ),
		...[ 'gadget-definition.txt', 'deploy.mjs', 'tests/wiki/ready.mjs', 'tests/wiki/userScript.mjs' ].map( ( file ) => path.join( ROOT, file ) )
	];
	const key = digest( from, String( process.env.SESSION_GUARD_USER_SCRIPT ), ...await Promise.all( sources.map( ( file ) => readFile( file, 'utf8' ) ) ) );
	return keep( `ready-${ digest( dist ).slice( 0, 6 ) }`, key, async ( wiki ) => {
		console.log( 'Publishing the gadget on a wiki …' );
		await cp( from, wiki.dir, { recursive: true } );
		await wiki.up();
		await makeReady( wiki, dist );
		await warm( wiki, ALICE );
	} );
}

/**
 * The same without extensions, with the caches that go with that.
 *
 * @param {string} from folder of a wiki that is ready
 * @param {string} dist
 * @return {Promise<string>} its folder
 */
function plain( from, dist ) {
	return keep( `plain-${ digest( dist ).slice( 0, 6 ) }`, digest( from ), async ( wiki ) => {
		await cp( from, wiki.dir, { recursive: true } );
		await wiki.configure( PLAIN );
		await wiki.up();
		await warm( wiki, ALICE );
	} );
}

/**
 * @param {import('./wiki.mjs').Wiki} wiki
 * @param {string} dist
 * @return {Promise<void>}
 */
async function makeReady( wiki, dist ) {
	await ( process.env.SESSION_GUARD_USER_SCRIPT ? publishUserScript( wiki ) : publish( wiki, dist ) );
	await switchOn( wiki );
}

/**
 * @param {string} folder
 * @return {Promise<string[]>} the files in it, at any depth
 */
async function filesOf( folder ) {
	const entries = await readdir( folder, { recursive: true, withFileTypes: true } );
	return entries.filter( ( entry ) => entry.isFile() ).map( ( { parentPath, name } ) => path.join( parentPath, name ) ).sort();
}

/**
 * @param {import('./wiki.mjs').Wiki} wiki
 * @param {string} [dist] where the gadget's pages are; `dist/` unless told
 * @return {Promise<string[]>} the pages that were edited
 */
export async function publish( wiki, dist ) {
	const { url, admin } = wiki;
	const { done } = await deploy( { url, user: admin.name, password: admin.password, force: true, ...( dist && { dist } ) } );
	return done.map( ( { title } ) => title );
}
