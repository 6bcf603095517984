import path from 'node:path';
import { parseArgs } from 'node:util';
import { DIST } from '../build.mjs';
import { prompt } from './prompt.mjs';
import { Trouble } from './trouble.mjs';

export const HELP = `npm run deploy -- [--yes] [--force] [--user] [--remove] [--json] [--dist FOLDER]

Publishes what npm run build has made on a wiki (MediaWiki 1.43 or newer). Without --yes it is a dry
run: it shows what would change on every page, and edits nothing. It can be broken off anywhere and
repeated.

  --yes          edit the wiki
  --force        also overwrite (or remove) pages that were changed on the wiki since the last
                 deployment; without it they are named and left alone
  --user         as your own user script instead of a gadget for all: User:You/SessionGuard.js, and a
                 line in User:You/common.js
  --remove       take it all back
  --json         the result as JSON on standard output, and nothing else there (npm writes a line
                 of its own: use npm run --silent deploy, or node deploy.mjs)
  --dist FOLDER  publish what is in there instead of dist/
  --insecure     also to an address without https, where your password can be read on the way
  --help         this text

In the environment (what is missing is asked for, at a terminal):
  WIKI_URL           the folder that api.php is in, like https://wiki.example.org/w
  WIKI_ADMIN         You@SessionGuard: your name, and that of a bot password (Special:BotPasswords)
  WIKI_PASSWORD      the bot password
  WIKI_OAUTH2_TOKEN  instead of the two: the access token of an owner-only OAuth 2 consumer

The grants it takes: “Create, edit, and move pages” and “Edit sitewide and user CSS/JS”. With --user:
the first, and “Edit your user CSS/JSON/JavaScript”. With --remove also “Delete pages, revisions, and
log entries”; without that one, pages are blanked.`;

/**
 * What the command line says.
 *
 * @typedef {Object} Options
 * @property {boolean} yes
 * @property {boolean} force
 * @property {boolean} user
 * @property {boolean} remove
 * @property {boolean} json
 * @property {boolean} help
 * @property {boolean} insecure
 * @property {string} dist
 */

/**
 * @return {Options}
 * @throws {Trouble} for an argument that is not known; a secret among them is not repeated
 */
export function readOptions() {
	const off = { type: /** @type {const} */ ( 'boolean' ), default: false };
	try {
		const { values } = parseArgs( { options: { yes: off, force: off, user: off, remove: off, json: off, help: off, insecure: off, dist: { type: 'string', default: DIST } } } );
		return { ...values, dist: path.resolve( values.dist ) };
	} catch {
		throw new Trouble( 'There is an argument that is not known. npm run deploy -- --help tells what there is; name and password never stand on the command line.' );
	}
}

/**
 * @param {boolean} insecure whether the address may be one where a secret can be read on the way
 * @return {Promise<{ url: string, user?: string, password?: string, token?: string }>} where to, and who: from the
 *  environment, else asked for
 * @throws {Trouble} where nobody can be asked, or the address is none
 */
export async function readCredentials( insecure ) {
	const { WIKI_URL, WIKI_ADMIN, WIKI_PASSWORD, WIKI_OAUTH2_TOKEN } = process.env;
	const missing = Object.entries( { WIKI_URL, ...( !WIKI_OAUTH2_TOKEN && { WIKI_ADMIN, WIKI_PASSWORD } ) } ).filter( ( [ , value ] ) => !value ).map( ( [ name ] ) => name );
	if ( missing.length && !( process.stdin.isTTY && process.stderr.isTTY ) ) {
		throw new Trouble( `Set ${ missing.join( ' and ' ) } in the environment, or run this at a terminal to be asked. npm run deploy -- --help tells what they are.` );
	}
	const url = folderOf( WIKI_URL || await prompt( 'Address of the wiki (the folder of api.php): ' ) );
	if ( isInTheClear( url ) && !insecure ) {
		throw new Trouble( `${ url } is not encrypted: what logs you in could be read on the way. Use https://, or add --insecure.` );
	}
	if ( WIKI_OAUTH2_TOKEN ) {
		return { url, token: WIKI_OAUTH2_TOKEN };
	}
	return {
		url,
		user: WIKI_ADMIN || await prompt( 'Name (You@SessionGuard): ' ),
		password: WIKI_PASSWORD || await prompt( 'Bot password (is not shown): ', { hidden: true } )
	};
}

/**
 * @param {string} address of a wiki’s folder, api.php or index.php
 * @return {string} of the folder, without a slash at the end
 * @throws {Trouble} where it is none
 */
export function folderOf( address ) {
	const url = URL.canParse( address ) ? new URL( address ) : undefined;
	if ( !url || !/^https?:$/.test( url.protocol ) ) {
		throw new Trouble( 'WIKI_URL is no address: it is the folder that api.php is in, like https://wiki.example.org/w' );
	}
	if ( url.username || url.password ) {
		throw new Trouble( 'WIKI_URL has a name or password in it, which would be shown with every link. Take it out.' );
	}
	return url.origin + url.pathname.replace( /\/(api|index)\.php$/, '' ).replace( /\/+$/, '' );
}

/**
 * @param {string} url
 * @return {boolean} whether what is sent there can be read on the way
 */
export function isInTheClear( url ) {
	const { protocol, hostname } = new URL( url );
	return protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test( hostname );
}
