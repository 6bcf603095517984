import path from 'node:path';
import { readArguments } from './arguments.mjs';
import { prompt } from './prompt.mjs';
import { Trouble } from './trouble.mjs';

const HELP = `npm run deploy -- [--yes] [--force[=TITLE]] [--user] [--remove | --verify] [--json]

Builds SessionGuard and publishes it on a wiki (MediaWiki 1.43 or newer). Without --yes it is a dry
run: it shows what would change on every page, and edits nothing. You can stop it at any time and run
it again.

  --yes          edit the wiki
  --force        overwrite (or remove) even pages that somebody has changed on the wiki since the last
                 deployment; without it they are named and left alone
  --force=TITLE  the same for one page only; can be repeated
  --user         your own user script instead of a gadget for all: User:You/SessionGuard.js, and a
                 line in User:You/common.js
  --remove       take everything back
  --verify       edit nothing, and say whether the wiki has what this commit builds; on a wiki that
                 everybody may read, WIKI_URL is all it needs
  --allow-dirty  publish although there are changes that are not committed
  --dist FOLDER  publish the build in this folder (dist/, or a copy of one) instead of building
  --json         the result as JSON on standard output, and nothing else there (npm adds a line of
                 its own: use npm run --silent deploy, or node deploy.mjs)
  --insecure     allow an address without https, where your password can be read on its way
  -h, --help     this text

In the environment (at a terminal, you are asked for what is missing):
  WIKI_URL           the folder that api.php is in, like https://wiki.example.org/w
  WIKI_ADMIN         You@SessionGuard: your name, and that of a bot password (Special:BotPasswords)
  WIKI_PASSWORD      the bot password
  WIKI_OAUTH2_TOKEN  instead of these two: the access token of an owner-only OAuth 2 consumer

Grants that the bot password needs: “Create, edit, and move pages” and “Edit sitewide and user CSS/JS”;
with --user, the first one and “Edit your user CSS/JSON/JavaScript”. With --remove also “Delete pages,
revisions, and log entries”; without that one, pages are blanked.

Exit status: 0 when nothing went wrong (with --yes or --verify: the wiki is as you asked), 1 when
something did, 2 when pages that somebody has changed on the wiki were left alone, or, with --verify,
when a page differs.`;

/**
 * What the command line says.
 *
 * @typedef {Object} Options
 * @property {boolean} yes
 * @property {boolean | string[]} force titles, where it is for some pages only
 * @property {boolean} user
 * @property {boolean} remove
 * @property {boolean} verify
 * @property {boolean} allowDirty
 * @property {boolean} json
 * @property {boolean} insecure
 * @property {string} [dist]
 */

/**
 * @return {Options | undefined} nothing where the help was printed
 * @throws {Trouble} for options that do not exist, or do not go together
 */
export function readOptions() {
	const off = { type: /** @type {const} */ ( 'boolean' ), default: false };
	const args = process.argv.slice( 2 );
	const forced = args.filter( ( arg ) => arg.startsWith( '--force=' ) );
	const read = readArguments(
		HELP,
		{ yes: off, force: off, user: off, remove: off, verify: off, 'allow-dirty': off, json: off, insecure: off, dist: { type: /** @type {const} */ ( 'string' ) } },
		{ args: args.filter( ( arg ) => !forced.includes( arg ) ) }
	);
	if ( !read ) {
		return undefined;
	}
	const { force, dist, 'allow-dirty': allowDirty, ...values } = read.values;
	if ( values.verify && ( values.yes || values.remove || force || forced.length ) ) {
		throw new Trouble( '--verify edits nothing: use it without --yes, --remove and --force.' );
	}
	return {
		...values,
		allowDirty,
		force: force || forced.map( ( arg ) => arg.slice( '--force='.length ).replaceAll( '_', ' ' ).trim() ),
		...( dist && { dist: path.resolve( dist ) } )
	};
}

/**
 * @param {{ insecure: boolean, anybody: boolean }} options `insecure`: the address may be one where a
 *  secret can be read on its way; `anybody`: it works without logging in, too
 * @return {Promise<{ url: string, user?: string, password?: string, token?: string }>} where to, and who: from the
 *  environment, else asked for
 * @throws {Trouble} where nobody can be asked, or the address is none
 */
export async function readCredentials( { insecure, anybody } ) {
	const { WIKI_URL, WIKI_ADMIN, WIKI_PASSWORD, WIKI_OAUTH2_TOKEN } =
		Object.fromEntries( Object.entries( process.env ).map( ( [ name, value ] ) => [ name, value?.trim() ] ) );
	const nobody = anybody && !WIKI_ADMIN && !WIKI_OAUTH2_TOKEN;
	const needed = { WIKI_URL, ...( !WIKI_OAUTH2_TOKEN && !nobody && { WIKI_ADMIN, WIKI_PASSWORD } ) };
	const missing = Object.entries( needed ).filter( ( [ , value ] ) => !value ).map( ( [ name ] ) => name );
	if ( missing.length && !( process.stdin.isTTY && process.stderr.isTTY ) ) {
		throw new Trouble( `Set ${ missing.join( ' and ' ) } in the environment, or run this at a terminal to be asked. See --help.` );
	}
	const url = folderOf( WIKI_URL || await prompt( 'Address of the wiki (the folder that api.php is in): ' ) );
	if ( nobody ) {
		return { url };
	}
	if ( isInTheClear( url ) && !insecure ) {
		throw new Trouble( `${ url } is not encrypted: others could read your password on its way. Use https://, or add --insecure.` );
	}
	if ( WIKI_OAUTH2_TOKEN ) {
		return { url, token: WIKI_OAUTH2_TOKEN };
	}
	const user = WIKI_ADMIN || await prompt( 'Name (You@SessionGuard): ' );
	const password = WIKI_PASSWORD || await prompt( 'Bot password (not shown): ', { hidden: true } );
	// The other way to write a bot password: You, and SessionGuard@0123….
	if ( ![ user, password ].some( ( text ) => text.includes( '@' ) ) ) {
		console.error( `Warning: this seems to be ${ user }’s own password, which opens everything that ${ user } may do. Make a bot password on Special:BotPasswords: it can do no more than this needs, and you can revoke it.` );
	}
	return { url, user, password };
}

/**
 * @param {string} address of a wiki’s folder, api.php or index.php
 * @return {string} of the folder, without a slash at the end
 * @throws {Trouble} where it is none
 */
export function folderOf( address ) {
	const url = URL.canParse( address ) ? new URL( address ) : undefined;
	if ( !url || !/^https?:$/.test( url.protocol ) ) {
		throw new Trouble( 'WIKI_URL is not an address. It is the folder that api.php is in, like https://wiki.example.org/w' );
	}
	if ( url.username || url.password ) {
		throw new Trouble( 'WIKI_URL contains a name or a password, which would appear in every link. Take it out.' );
	}
	return url.origin + url.pathname.replace( /\/(api|index)\.php$/, '' ).replace( /\/+$/, '' );
}

/**
 * @param {string} url
 * @return {boolean} whether what is sent there can be read on its way
 */
export function isInTheClear( url ) {
	const { protocol, hostname } = new URL( url );
	return protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test( hostname );
}
