import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, openSync, rmSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADMIN } from './accounts.mjs';
import { unpackMediaWiki } from './apt.mjs';
import { furnish } from './furnish.mjs';
import { requirePhp } from './php.mjs';
import { run } from './run.mjs';
import { Trouble } from '../../deploy/trouble.mjs';

const HERE = path.dirname( fileURLToPath( import.meta.url ) );
const CACHE = path.resolve( HERE, '../../.cache' );
const OLDEST = '1.43';

/** A bot password of {@link ADMIN}, with just the grants that publishing and furnishing need. */
const BOT = { name: `${ ADMIN.name }@SessionGuard`, password: 'notasecretnotasecretnotasecret32' };
const GRANTS = 'basic,highvolume,editpage,createeditmovepage,editinterface,editsiteconfig,createaccount';

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

/**
 * A fresh MediaWiki of one's own: a copy of the pristine one, with a server of its own. Or, with
 * `WIKI_URL` in the environment, that wiki, which is never stopped.
 *
 * @param {{ port?: number, settings?: string }} [options] `port` is a free one unless told;
 *  `settings` in PHP, after those of LocalSettings.php
 * @return {Promise<Wiki>} a wiki that answers
 * @throws {Trouble} where something is missing that cannot be installed from here
 */
export async function startWiki( { port, settings = '' } = {} ) {
	if ( process.env.WIKI_URL ) {
		return remoteWiki();
	}
	await requirePhp();
	const mediawiki = await mediaWikiDir();
	const original = await pristine( mediawiki );
	port ??= await freePort();
	const dir = path.join( CACHE, `wiki-${ port }` );
	await rm( dir, { recursive: true, force: true } );
	const wiki = localWiki( mediawiki, dir, port );
	await cp( original, dir, { recursive: true } );
	await wiki.configure?.( settings );
	await wiki.up();
	return wiki;
}

/**
 * @param {Wiki} wiki one of ours
 * @param {string} script name of a script in MediaWiki's maintenance folder
 * @param {string[]} [args]
 * @return {Promise<string>} what it printed
 */
export async function maintenance( wiki, script, args = [] ) {
	return run( 'php', [ 'maintenance/run.php', script, ...args ], {
		cwd: await mediaWikiDir(),
		env: environment( String( wiki.dir ), wiki.url )
	} );
}

/** @return {Wiki} */
function remoteWiki() {
	const { WIKI_URL = '', WIKI_ADMIN, WIKI_PASSWORD } = process.env;
	if ( !WIKI_ADMIN || !WIKI_PASSWORD ) {
		throw new Trouble( 'WIKI_URL is set: set WIKI_ADMIN and WIKI_PASSWORD too (an interface admin’s bot password).' );
	}
	const stays = async () => {};
	return {
		url: WIKI_URL.replace( /\/+$/, '' ),
		admin: { name: WIKI_ADMIN, password: WIKI_PASSWORD },
		up: stays,
		down: stays,
		remove: stays
	};
}

/**
 * @param {string} mediawiki
 * @param {string} dir
 * @param {number} port
 * @return {Wiki}
 */
function localWiki( mediawiki, dir, port ) {
	const url = `http://127.0.0.1:${ port }`;
	/** @type {import('node:child_process').ChildProcess | undefined} */
	let server;
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
			const log = openSync( path.join( dir, 'server.log' ), 'a' );
			server = spawn( 'php', [
				'-d', 'opcache.enable_cli=1', '-d', 'opcache.revalidate_freq=0', '-d', 'opcache.interned_strings_buffer=32', '-d', 'opcache.max_accelerated_files=20000',
				'-d', 'display_errors=0', '-d', 'log_errors=1',
				'-S', `127.0.0.1:${ port }`, '-t', mediawiki
			], {
				cwd: mediawiki,
				env: { ...process.env, ...environment( dir, url ), PHP_CLI_SERVER_WORKERS: '4' },
				detached: true,
				stdio: [ 'ignore', log, log ]
			} );
			await answers( url, dir, server );
		},
		async down() {
			if ( server && server.exitCode === null && server.signalCode === null ) {
				const gone = new Promise( ( resolve ) => server?.once( 'exit', resolve ) );
				kill();
				await gone;
			}
		},
		async remove() {
			await wiki.down();
			process.off( 'exit', removeNow );
			// A worker that was killed may still be about its last file.
			for ( let tries = 20; tries; tries-- ) {
				const error = await rm( dir, { recursive: true, force: true } ).catch( ( reason ) => reason );
				if ( error?.code !== 'ENOTEMPTY' ) {
					break;
				}
				await new Promise( ( resolve ) => {
					setTimeout( resolve, 100 );
				} );
			}
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
		MW_CONFIG_FILE: path.join( HERE, 'LocalSettings.php' ),
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
 * Installs and furnishes a wiki once; afterwards it is only copied.
 *
 * @param {string} mediawiki
 * @return {Promise<string>} its folder
 */
async function pristine( mediawiki ) {
	const tree = `pristine-${ createHash( 'sha256' ).update( mediawiki ).digest( 'hex' ).slice( 0, 6 ) }-`;
	const key = createHash( 'sha256' ).update( await versionOf( mediawiki ) );
	for ( const file of [ 'LocalSettings.php', 'accounts.mjs', 'furnish.mjs', 'wiki.mjs' ] ) {
		key.update( await readFile( path.join( HERE, file ) ) );
	}
	const dir = path.join( CACHE, tree + key.digest( 'hex' ).slice( 0, 12 ) );
	if ( existsSync( dir ) ) {
		return dir;
	}
	console.log( 'Installing a pristine wiki …' );
	const port = await freePort();
	const partial = path.join( CACHE, `wiki-${ port }` );
	await rm( partial, { recursive: true, force: true } );
	for ( const folder of [ 'cache', 'images', 'installer' ] ) {
		await mkdir( path.join( partial, folder ), { recursive: true } );
	}
	const wiki = localWiki( mediawiki, partial, port );
	try {
		await run( 'php', [
			'maintenance/run.php', 'install', '--dbtype', 'sqlite', '--dbpath', partial, '--dbname', 'wiki',
			'--server', wiki.url, '--scriptpath', '', '--confpath', `${ partial }/installer`,
			'--pass', ADMIN.password, 'Looking-Glass Wiki', ADMIN.name
		], { cwd: mediawiki, env: { MW_CONFIG_FILE: `${ partial }/installer/none.php` } } );
		// The installer's own settings are not used; ours are, and they load the extensions.
		await rm( `${ partial }/installer`, { recursive: true } );
		await maintenance( wiki, 'update', [ '--quick' ] );
		await maintenance( wiki, 'createBotPassword', [
			'--appid', 'SessionGuard', '--grants', GRANTS, ADMIN.name, BOT.password
		] );
		await wiki.up();
		await furnish( wiki );
		await wiki.down();
		for ( const old of await readdir( CACHE ) ) {
			if ( old.startsWith( tree ) ) {
				await rm( path.join( CACHE, old ), { recursive: true } );
			}
		}
		await rename( partial, dir ).catch( ( error ) => {
			if ( !existsSync( dir ) ) {
				throw error;
			}
			// Somebody else’s first start was quicker.
		} );
	} finally {
		await wiki.remove();
	}
	return dir;
}

/**
 * @return {Promise<number>} a TCP port that nobody listens on just now
 */
function freePort() {
	return new Promise( ( resolve, reject ) => {
		const server = createServer().once( 'error', reject ).listen( 0, '127.0.0.1', () => {
			const address = server.address();
			server.close( () => resolve( address && typeof address === 'object' ? address.port : 0 ) );
		} );
	} );
}
