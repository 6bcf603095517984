import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Trouble } from './trouble.mjs';

const FILE = 'manifest.json';

/**
 * Where a build comes from.
 *
 * @typedef {Object} Origin
 * @property {string} version as in package.json
 * @property {string} commit of the source, in full; empty where the source is no git checkout
 * @property {string[]} changed files that are not as in that commit
 * @property {string} source address of the repository; empty where package.json names none
 */

/**
 * @param {Pick<Origin, 'version' | 'commit' | 'changed'>} origin
 * @return {string} version and commit, as edit summaries and banners name them
 */
export function nameOf( { version, commit, changed } ) {
	return commit ? `${ version } (${ commit.slice( 0, 10 ) }${ changed.length ? '-dirty' : '' })` : version;
}

/**
 * @param {Origin} origin
 * @param {string} license
 * @return {string} the first line of a script or style sheet
 */
export function bannerOf( origin, license ) {
	return `/* SessionGuard ${ nameOf( origin ) } | ${ license } | built from TypeScript${ origin.source && ` in ${ origin.source }` }: edit the source, not this page */`;
}

/**
 * @param {string} code
 * @return {string} without its banner
 */
export function withoutBanner( code ) {
	return code.replace( /^\/\* SessionGuard \d[^*]*\*\/\n/, '' );
}

/**
 * Writes beside what was built where it comes from, and the hash of every file.
 *
 * @param {string} dist
 * @param {Origin} origin
 * @return {Promise<void>}
 */
export async function writeManifest( dist, origin ) {
	/** @type {Record<string, string>} */
	const files = {};
	for ( const file of ( await readdir( dist ) ).sort() ) {
		if ( file !== FILE ) {
			files[ file ] = hashOf( await readFile( path.join( dist, file ) ) );
		}
	}
	await writeFile( path.join( dist, FILE ), `${ JSON.stringify( { ...origin, files }, null, '\t' ) }\n` );
}

/**
 * @param {string} dist
 * @return {Promise<{ origin: Origin, files: Map<string, string> }>} where the build comes from, and the
 *  text of every file of it, by name
 * @throws {Trouble} where nothing was built, or a file has been changed since
 */
export async function readBuild( dist ) {
	const shown = path.relative( process.cwd(), dist ) || '.';
	const manifest = await readFile( path.join( dist, FILE ), 'utf8' ).catch( () => {
		throw new Trouble( `There is no ${ path.join( shown, FILE ) }: nothing has been built there yet. Run npm run build first.` );
	} );
	const { files: hashes, ...origin } = JSON.parse( manifest );
	const files = new Map();
	for ( const [ file, hash ] of Object.entries( hashes ) ) {
		const content = await readFile( path.join( dist, file ) ).catch( () => '' );
		if ( hashOf( content ) !== hash ) {
			throw new Trouble( `${ path.join( shown, file ) } is not what was built: ${ FILE } has another hash for it. Nothing was published; build it anew with npm run build.` );
		}
		files.set( file, String( content ) );
	}
	return { origin, files };
}

/**
 * @param {string | Buffer} content
 * @return {string}
 */
function hashOf( content ) {
	return createHash( 'sha256' ).update( content ).digest( 'hex' );
}
