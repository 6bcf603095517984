import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, openSync, rmSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADMIN } from './accounts.mjs';
import { unpackMediaWiki } from './apt.mjs';
import { freePort } from './freePort.mjs';
import { furnish, warm } from './furnish.mjs';
import { requirePhp } from './php.mjs';
import { run } from './run.mjs';
import { Trouble } from '../../deploy/trouble.mjs';

const HERE = path.dirname( fileURLToPath( import.meta.url ) );
const CACHE = path.resolve( HERE, '../../.cache' );
const SETTINGS = path.join( HERE, 'LocalSettings.php' );
const OLDEST = '1.43';

/** How long what wikis are copied from stays when something else has taken its place, in ms: somebody may be copying it. */
const STALE = 600000;

/** A bot password of {@link ADMIN}, with just the grants that publishing and furnishing need. */
const BOT = { name: `${ ADMIN.name }@SessionGuard`, password: 'notasecretnotasecretnotasecret32' };
const GRANTS = 'basic,highvolume,editpage,createeditmovepage,editinterface,editsiteconfig,createaccount';

/**
 * The shell's part in PHP's server: when whoever started it is gone, in whatever way, and with that
 * the other end of the pipe, it ends the server with all its workers, and removes the wiki's folder.
 */
const KEEPER = 'exec 3<&0; { trap "" TERM; cat <&3 > /dev/null; kill 0; rm -rf "$0"; } & exec php "$@" < /dev/null 3<&-';

/**
 * A running wiki.
 *
 * @typedef {Object} Wiki
 * @property {string} url without a slash at the end
 * @property {{ name: string, password: string }} admin who may publish gadgets (a bot password)
 * @property {string} [dir] its folder, where it is a wiki of ours
 * @property {( settings: string ) => Promise<void>} [configure] gives it other settings, in PHP, from the
 *  next request on
 * @property {() => Promise<void>} up lets its server run; resolves when it answers
 * @property {() => Promise<void>} down stops the server, and keeps the wiki
 * @property {() => Promise<void>} remove stops the server and deletes the wiki
 */

/** @typedef {Wiki & Required<Pick<Wiki, 'dir' | 'configure'>>} OwnWiki one of ours */

/**
 * A fresh MediaWiki of one's own: a copy of one that is kept for that, with a server of its own. Or,
 * with `WIKI_URL` in the environment, that wiki, furnished, which is never stopped.
 *
 * @param {{ port?: number, settings?: string, from?: string }} [options] `port` is a free one unless told;
 *  `settings` in PHP, after those of LocalSettings.php; `from`: the folder to copy, that of the
 *  furnished wiki without the gadget unless told
 * @return {Promise<Wiki>} a wiki that answers
 * @throws {Trouble} where something is missing that cannot be installed from here
 */
export async function startWiki( { port, settings = '', from } = {} ) {
	if ( process.env.WIKI_URL ) {
		return remoteWiki();
	}
	from ??= await pristine();
	const wiki = await localWiki( port );
	await cp( from, wiki.dir, { recursive: true } );
	await wiki.configure( settings );
	await wiki.up();
	return wiki;
}

/**
 * Makes a wiki that others are copied from, once. Where another process does the same just now, both
 * make it, and the first to be ready is kept.
 *
 * @param {string} name what it is; one of each name is kept for a MediaWiki tree
 * @param {string} key what it was made of: where that changes, it is made again
 * @param {( wiki: OwnWiki ) => Promise<unknown>} make fills its empty folder
 * @return {Promise<string>} its folder
 */
export async function keep( name, key, make ) {
	const dir = await folderFor( name, key );
	if ( !existsSync( dir ) ) {
		const wiki = await localWiki();
		try {
			await make( wiki );
			await wiki.down();
			await rm( path.join( wiki.dir, 'server.log' ), { force: true } );
			await rename( wiki.dir, dir ).catch( ( error ) => {
				if ( !existsSync( dir ) ) {
					throw error;
				}
			} );
		} finally {
			await wiki.remove();
		}
	}
	return dir;
}

/**
 * Finds a place in the cache, and removes what was in its place before.
 *
 * @param {string} name what is in there; one of each name is kept for a MediaWiki tree
 * @param {string} key what it is made of
 * @return {Promise<string>} a folder that may be there already
 */
async function folderFor( name, key ) {
	const family = `${ name }-${ digest( await mediaWikiDir() ).slice( 0, 6 ) }-`;
	const dir = path.join( CACHE, family + key.slice( 0, 12 ) );
	await mkdir( CACHE, { recursive: true } );
	const now = Date.now();
	await utimes( dir, now / 1000, now / 1000 ).catch( () => {} );
	for ( const other of await readdir( CACHE ) ) {
		const old = path.join( CACHE, other );
		if ( other.startsWith( family ) && old !== dir ) {
			const used = await stat( old ).then( ( { mtimeMs } ) => mtimeMs, () => now );
			if ( now - used > STALE ) {
				await rm( old, { recursive: true, force: true } );
			}
		}
	}
	return dir;
}

/**
 * @param {string[]} texts
 * @return {string} that tells them from all others
 */
export function digest( ...texts ) {
	return createHash( 'sha256' ).update( texts.join( '\0' ) ).digest( 'hex' );
}

/**
 * @param {Wiki} wiki one of ours
 * @param {string} script name of a script in MediaWiki's maintenance folder
 * @param {string[]} [args]
 * @return {Promise<string>} what it printed
 */
export async function maintenance( wiki, script, args = [] ) {
	return run( 'php', [ ...phpOptions( await sharedFolder() ), 'maintenance/run.php', script, ...args ], {
		cwd: await mediaWikiDir(),
		env: environment( String( wiki.dir ), wiki.url )
	} );
}

/** @return {Promise<Wiki>} with the people and pages of ours */
async function remoteWiki() {
	const { WIKI_URL = '', WIKI_ADMIN, WIKI_PASSWORD } = process.env;
	if ( !WIKI_ADMIN || !WIKI_PASSWORD ) {
		throw new Trouble( 'WIKI_URL is set: set WIKI_ADMIN and WIKI_PASSWORD too (an interface admin’s bot password).' );
	}
	const stays = async () => {};
	const wiki = {
		url: WIKI_URL.replace( /\/+$/, '' ),
		admin: { name: WIKI_ADMIN, password: WIKI_PASSWORD },
		up: stays,
		down: stays,
		remove: stays
	};
	await furnish( wiki );
	return wiki;
}

/**
 * What all wikis of one MediaWiki tree share: compiled PHP, and what router.php keeps of load.php.
 *
 * @return {Promise<string>}
 */
async function sharedFolder() {
	const dir = await folderFor( 'shared', digest( await versionOf( await mediaWikiDir() ), await readFile( SETTINGS, 'utf8' ) ) );
	for ( const folder of [ 'load', 'opcache' ] ) {
		await mkdir( path.join( dir, folder ), { recursive: true } );
	}
	return dir;
}

/**
 * @param {string} shared folder
 * @return {string[]} arguments that let PHP keep what it has compiled, for all processes of its and the next
 */
function phpOptions( shared ) {
	const settings = { enable_cli: 1, revalidate_freq: 0, interned_strings_buffer: 32, max_accelerated_files: 20000, file_cache: `${ shared }/opcache` };
	return Object.entries( settings ).flatMap( ( [ name, value ] ) => [ '-d', `opcache.${ name }=${ value }` ] );
}

/**
 * @param {number} [port] a free one unless told
 * @return {Promise<OwnWiki>} with a folder that is not there yet
 */
async function localWiki( port ) {
	await requirePhp();
	const mediawiki = await mediaWikiDir();
	port ??= await freePort();
	const url = `http://127.0.0.1:${ port }`;
	const dir = path.join( CACHE, `wiki-${ port }` );
	const shared = await sharedFolder();
	await rm( dir, { recursive: true, force: true } );
	/** @type {import('node:child_process').ChildProcess | undefined} */
	let server;
	const isRunning = () => server?.exitCode === null && server.signalCode === null;
	const kill = () => {
		try {
			// The whole group: PHP's server forks its workers and does not take them along.
			process.kill( -Number( server?.pid ), 'SIGKILL' );
		} catch {}
	};
	const removeNow = () => {
		kill();
		rmSync( dir, { recursive: true, force: true } );
	};
	process.on( 'exit', removeNow );

	const wiki = {
		url,
		dir,
		admin: BOT,
		configure: ( /** @type {string} */ settings ) => writeFile( path.join( dir, 'Settings.php' ), `<?php\n${ settings }\n` ),
		async up() {
			if ( isRunning() ) {
				return;
			}
			const log = openSync( path.join( dir, 'server.log' ), 'a' );
			server = spawn( 'sh', [
				'-c', KEEPER, dir, ...phpOptions( shared ), '-d', 'display_errors=0', '-d', 'log_errors=1',
				'-S', `127.0.0.1:${ port }`, '-t', mediawiki, path.join( HERE, 'router.php' )
			], {
				cwd: mediawiki,
				env: { ...process.env, ...environment( dir, url ), SESSION_GUARD_WIKI_LOAD: `${ shared }/load`, PHP_CLI_SERVER_WORKERS: '4' },
				detached: true,
				stdio: [ 'pipe', log, log ]
			} );
			await answers( url, dir, server );
		},
		async down() {
			if ( isRunning() ) {
				const gone = new Promise( ( resolve ) => server?.once( 'exit', resolve ) );
				kill();
				await gone;
			}
		},
		async remove() {
			await wiki.down();
			process.off( 'exit', removeNow );
			// A worker that was killed may still be about its last file.
			await rm( dir, { recursive: true, force: true, maxRetries: 10 } );
		}
	};
	return wiki;
}

/**
 * @param {string} dir
 * @param {string} url
 * @return {Record<string, string>} what LocalSettings.php and MediaWiki read
 */
function environment( dir, url ) {
	return {
		MW_CONFIG_FILE: SETTINGS,
		SESSION_GUARD_WIKI_DIR: dir,
		SESSION_GUARD_WIKI_SERVER: url
	};
}

/**
 * @param {string} url
 * @param {string} dir of the wiki that shall answer there
 * @param {import('node:child_process').ChildProcess} server
 * @return {Promise<void>} resolves when it does
 * @throws {Trouble} when the server ended instead, or nothing came for a minute
 */
async function answers( url, dir, server ) {
	const deadline = Date.now() + 60000;
	while ( Date.now() < deadline ) {
		if ( server.exitCode !== null ) {
			throw new Trouble( `PHP’s server for ${ url } ended with status ${ server.exitCode }: is the port taken?` );
		}
		const response = await fetch( `${ url }/api.php?action=query&format=json` ).catch( () => null );
		if ( response?.ok && response.headers.get( 'SessionGuard-Wiki' ) === path.basename( dir ) ) {
			return;
		}
		await new Promise( ( resolve ) => {
			setTimeout( resolve, 50 );
		} );
	}
	throw new Trouble( `The wiki at ${ url } did not answer for a minute.` );
}

/**
 * @return {Promise<string>} the MediaWiki tree: `MEDIAWIKI_DIR`, or Debian's
 * @throws {Trouble} where that is no MediaWiki, or one too old
 */
async function mediaWikiDir() {
	const own = process.env.MEDIAWIKI_DIR;
	const dir = own ? path.resolve( own ) : await unpackMediaWiki( CACHE );
	const version = await versionOf( dir );
	if ( version.localeCompare( OLDEST, 'en', { numeric: true } ) < 0 ) {
		throw new Trouble( `${ own ? 'MEDIAWIKI_DIR' : dir } holds MediaWiki ${ version || 'of no known version' }, and SessionGuard is for ${ OLDEST } and newer.` );
	}
	return dir;
}

/**
 * @param {string} mediawiki
 * @return {Promise<string>} like `1.43.9`; empty where the folder holds no MediaWiki
 */
async function versionOf( mediawiki ) {
	const defines = await readFile( path.join( mediawiki, 'includes/Defines.php' ), 'utf8' ).catch( () => '' );
	return /'MW_VERSION', '([^']+)'/.exec( defines )?.[ 1 ] ?? '';
}

/**
 * Installs and furnishes a wiki, once.
 *
 * @return {Promise<string>} its folder
 */
export async function pristine() {
	const mediawiki = await mediaWikiDir();
	const sources = [ 'LocalSettings.php', 'accounts.mjs', 'furnish.mjs', 'wiki.mjs' ].map( ( file ) => readFile( path.join( HERE, file ), 'utf8' ) );
	return keep( 'pristine', digest( await versionOf( mediawiki ), ...await Promise.all( sources ) ), async ( wiki ) => {
		console.log( 'Installing a pristine wiki …' );
		const { dir } = wiki;
		for ( const folder of [ 'cache', 'images', 'installer' ] ) {
			await mkdir( path.join( dir, folder ), { recursive: true } );
		}
		await run( 'php', [
			'maintenance/run.php', 'install', '--dbtype', 'sqlite', '--dbpath', dir, '--dbname', 'wiki',
			'--server', wiki.url, '--scriptpath', '', '--confpath', `${ dir }/installer`,
			'--pass', ADMIN.password, 'Looking-Glass Wiki', ADMIN.name
		], { cwd: mediawiki, env: { MW_CONFIG_FILE: `${ dir }/installer/none.php` } } );
		// The installer's own settings are not used; ours are, and they load the extensions.
		await rm( `${ dir }/installer`, { recursive: true } );
		await maintenance( wiki, 'update', [ '--quick' ] );
		await maintenance( wiki, 'createBotPassword', [
			'--appid', 'SessionGuard', '--grants', GRANTS, ADMIN.name, BOT.password
		] );
		await wiki.up();
		await furnish( wiki );
		await warm( wiki, BOT );
	} );
}
