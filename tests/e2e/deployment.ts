import { test as base, expect } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Mwn } from 'mwn';
import { logIn } from '../../deploy.mjs';
import { writeManifest } from '../../deploy/manifest.mjs';
import { maintenance, startWiki } from '../wiki/wiki.mjs';
import type { Wiki } from '../wiki/wiki.mjs';

export { expect };

export const ROOT = path.resolve( import.meta.dirname, '../..' );

/** The title of every page that {@link test}’s `dist` makes on a wiki in English, the entry last. */
export const TITLES = [
	'MediaWiki:Gadget-SessionGuard-i18n-de.json', 'MediaWiki:Gadget-SessionGuard-styles.css', 'MediaWiki:Gadget-SessionGuard.js',
	'MediaWiki:Gadget-SessionGuard', 'MediaWiki:Gadget-SessionGuard/de',
	'MediaWiki:Gadget-SessionGuard-styles', 'MediaWiki:Gadget-SessionGuard-more', 'MediaWiki:Gadget-SessionGuard-panel',
	'MediaWiki:Gadget-SessionGuard-defaults.js', 'MediaWiki:Gadgets-definition'
];

/** Where {@link test}’s `dist` comes from, as summaries name it. */
export const ORIGIN = { version: '0.1.0', commit: '0123456789abcdef0123456789abcdef01234567', changed: [], source: '' };

const EVERYTHING = 'basic,highvolume,editpage,createeditmovepage,editinterface,editsiteconfig,delete';

interface Fixtures {
	/** A folder like `dist/`, but small. */
	dist: string;
	/** A git checkout of this source as it is now, in one commit, to change and build. */
	checkout: string;
	/** A wiki that has never seen the gadget, for one test. */
	freshWiki: Wiki;
}

/**
 * For tests that deploy. `bareWiki` is a wiki without the gadget that a worker’s tests share: none
 * leaves anything there but pages of its users.
 */
export const test = base.extend<Fixtures, { bareWiki: Wiki }>( {
	dist: async ( {}, use ) => {
		const dir = await mkdtemp( path.join( tmpdir(), 'session-guard-' ) );
		for ( const [ file, text ] of Object.entries( {
			'SessionGuard.js': `/* SessionGuard 0.1.0 (0123456789) */\nmw.config.set( 'sessionGuardIs', 'here' );${ ' '.repeat( 20 ) }\n${ 'var snark=0;'.repeat( 800 ) }\n`,
			'SessionGuard-styles.css': '.session-guard { color: red }\n',
			'SessionGuard-i18n-de.json': '{ "session-guard-state-valid": "gut/gültig" }\n',
			'descriptions.json': '{ "en": "is your login session still good?", "de": "ist die Anmeldesitzung noch gut?" }\n',
			'gadget-definition.txt': await readFile( path.join( ROOT, 'gadget-definition.txt' ), 'utf8' ),
			// None of these is a page of the gadget.
			'SessionGuard.user.js': 'mw.config.set( \'sessionGuardIs\', \'mine\' );\n',
			'session-guard.d.ts': 'export {};\n'
		} ) ) {
			await writeFile( path.join( dir, file ), text );
		}
		await writeManifest( dir, ORIGIN );
		await use( dir );
		await rm( dir, { recursive: true } );
	},
	checkout: async ( {}, use ) => {
		const dir = await mkdtemp( path.join( tmpdir(), 'session-guard-' ) );
		await makeCheckout( dir );
		await use( dir );
		await rm( dir, { recursive: true } );
	},
	freshWiki: async ( {}, use ) => {
		const wiki = await startWiki();
		await use( wiki );
		await wiki.remove();
	},
	bareWiki: [ async ( {}, use ) => {
		const wiki = await startWiki();
		await use( wiki );
		await wiki.remove();
	}, { scope: 'worker', timeout: 120000 } ]
} );

/**
 * Exchanges a file of a build.
 *
 * @param dist
 * @param file
 * @param text
 * @param origin of the build from then on
 */
export async function rebuild( dist: string, file: string, text: string, origin: Partial<typeof ORIGIN> = {} ): Promise<void> {
	await writeFile( path.join( dist, file ), text );
	await writeManifest( dist, { ...ORIGIN, ...origin } );
}

/**
 * @param dir that gets the source as it is now, and the packages, and becomes a git repository
 */
export async function makeCheckout( dir: string ): Promise<void> {
	const files = await git( ROOT, 'ls-files', '--cached', '--others', '--exclude-standard' );
	for ( const file of files.split( '\n' ).filter( ( name ) => !/^(docs|tests)\//.test( name ) || name === 'tests/bench/budgets.json' ) ) {
		await cp( path.join( ROOT, file ), path.join( dir, file ) );
	}
	// Whatever the version is by now.
	const file = path.join( dir, 'package.json' );
	await writeFile( file, ( await readFile( file, 'utf8' ) ).replace( /"version": "[^"]+"/, `"version": "${ ORIGIN.version }"` ) );
	await symlink( path.join( ROOT, 'node_modules' ), path.join( dir, 'node_modules' ) );
	await git( dir, 'init', '--quiet' );
	await commit( dir, 'The first' );
}

/**
 * @param dir of a checkout
 * @param subject of a commit of everything that has changed there
 * @return the beginning of its name, as summaries have it
 */
export async function commit( dir: string, subject: string ): Promise<string> {
	await git( dir, 'add', '--all' );
	await git( dir, '-c', 'user.name=Alice', '-c', 'user.email=alice@example.org', 'commit', '--quiet', '--message', subject );
	return ( await git( dir, 'rev-parse', 'HEAD' ) ).slice( 0, 10 );
}

/**
 * @param dir
 * @param args
 * @return what git says
 */
export async function git( dir: string, ...args: string[] ): Promise<string> {
	return ( await promisify( execFile )( 'git', args, { cwd: dir } ) ).stdout.trim();
}

/** A login for the command line. */
export type Login = Record<'WIKI_ADMIN' | 'WIKI_PASSWORD', string>;

/**
 * Makes a bot password.
 *
 * @param wiki
 * @param user
 * @param grants all that a deployment may need, unless told
 */
export async function botPassword( wiki: Wiki, user = 'Admin', grants = EVERYTHING ): Promise<Login> {
	const id = Math.random().toString( 16 ).slice( 2, 10 );
	// Such as Special:BotPasswords makes: 32 digits to the base of 32.
	const password = `secret${ id }`.padEnd( 32, '0' );
	await maintenance( wiki, 'createBotPassword', [ '--appid', id, '--grants', grants, user, password ] );
	return { WIKI_ADMIN: `${ user }@${ id }`, WIKI_PASSWORD: password };
}

/** How a command ended. */
export interface Ended {
	status: number | null;
	stdout: string;
	stderr: string;
}

/**
 * Runs `node deploy.mjs`. Whatever it is about, it never shows a secret or a stack.
 *
 * @param url of the wiki
 * @param login what stands in the environment; what is undefined does not
 * @param args
 * @param options
 * @param options.onStart gets the process
 * @param options.checkout whose deploy.mjs it is
 */
export async function run(
	url: string, login: Record<string, string | undefined>, args: string[],
	{ onStart = () => {}, checkout = ROOT }: { onStart?: ( child: ChildProcess ) => void; checkout?: string } = {}
): Promise<Ended> {
	return runScript( path.join( checkout, 'deploy.mjs' ), { WIKI_URL: url, ...login }, args, onStart );
}

/**
 * Runs a script of ours.
 *
 * @param script
 * @param login what stands in the environment; what is undefined does not
 * @param args
 * @param onStart gets the process
 */
export async function runScript(
	script: string, login: Record<string, string | undefined>, args: string[], onStart: ( child: ChildProcess ) => void = () => {}
): Promise<Ended> {
	const env: NodeJS.ProcessEnv = { ...process.env, ...login };
	const child = spawn( process.execPath, [ script, ...args ], { env, stdio: [ 'ignore', 'pipe', 'pipe' ] } );
	onStart( child );
	const [ stdout, stderr ] = [ child.stdout, child.stderr ].map( async ( stream ) => ( await stream.setEncoding( 'utf8' ).toArray() ).join( '' ) );
	const status = await new Promise<number | null>( ( resolve ) => {
		child.once( 'close', resolve );
	} );
	const ended = { status, stdout: String( await stdout ), stderr: String( await stderr ) };
	for ( const secret of [ login.WIKI_PASSWORD, login.WIKI_OAUTH2_TOKEN ].filter( Boolean ) ) {
		expect( ended.stdout + ended.stderr ).not.toContain( secret?.trim() );
	}
	expect( ended.stdout + ended.stderr, 'no token of the wiki’s' ).not.toMatch( /[0-9a-f]{32,}\+\\/ );
	expect( ended.stderr, 'no stack' ).not.toMatch( /^\s+at |node:internal/m );
	return ended;
}

/**
 * The same with `--json`.
 *
 * @param url
 * @param login
 * @param args
 * @param options
 * @return what stands on standard output; action by title, of what is not the same
 */
export async function runForJson(
	url: string, login: Partial<Login>, args: string[], options: Parameters<typeof run>[ 3 ] = {}
): Promise<{
	status: number | null; ok: boolean; error?: string; actions: Record<string, string>; done: string[];
	why: Record<string, string>; diffs: Record<string, string>; notes: string[];
}> {
	const { status, stdout, stderr } = await run( url, login, [ ...args, '--json' ], options );
	expect( stdout, stderr ).not.toBe( '' );
	const { ok, error, notes = [], pages = [] } = JSON.parse( stdout ) as {
		ok: boolean; error?: string; notes?: string[];
		pages?: { title: string; action: string; done: boolean; why?: string; diff?: string }[];
	};
	return {
		status,
		ok,
		...( error !== undefined && { error } ),
		notes,
		actions: Object.fromEntries( pages.filter( ( { action } ) => action !== 'same' ).map( ( { title, action } ) => [ title, action ] ) ),
		done: pages.filter( ( { done } ) => done ).map( ( { title } ) => title ),
		why: Object.fromEntries( pages.map( ( { title, why } ) => [ title, why ?? '' ] ) ),
		diffs: Object.fromEntries( pages.map( ( { title, diff } ) => [ title, diff ?? '' ] ) )
	};
}

/**
 * @param wiki
 * @return a bot that edits as somebody else than a deployment
 */
export async function somebody( wiki: Wiki ): Promise<Mwn> {
	return logIn( wiki.url, wiki.admin.name, wiki.admin.password );
}

/**
 * @param bot
 * @param title
 * @return its text; null where there is none
 */
export async function textOf( bot: Mwn, title: string ): Promise<string | null> {
	const { revisions } = await bot.read( title );
	return revisions ? String( revisions[ 0 ]?.content ) : null;
}

/**
 * @param bot
 * @return every page of the gadget’s namespace and of user space, with its latest revision
 */
export async function snapshot( bot: Mwn ): Promise<Record<string, number>> {
	const pages = await Promise.all( [ 2, 8 ].map( async ( gapnamespace ) => {
		const { query } = await bot.request( { action: 'query', generator: 'allpages', gapnamespace, gaplimit: 500, prop: 'info' } );
		return ( query?.pages ?? [] ) as { title: string; lastrevid: number }[];
	} ) );
	return Object.fromEntries( pages.flat().map( ( { title, lastrevid } ) => [ title, lastrevid ] ) );
}

/**
 * @param bot
 * @return the gadgets that Extension:Gadgets knows
 */
export async function gadgets( bot: Mwn ): Promise<string[]> {
	const { query } = await bot.request( { action: 'query', list: 'gadgets', gaprop: 'id' } );
	return ( query?.gadgets ?? [] ).map( ( { id }: { id: string } ) => id );
}

/** What a wiki answers. */
export interface Answer {
	status: number;
	headers: [ string, string ][];
	body: string;
}

/**
 * Stands between a deployment and its wiki.
 *
 * @param url of the wiki
 * @param meet gets each request’s body and a way to pass it on; what it hands back is answered,
 *  and with null the connection is cut
 * @return its address, and what ends it
 */
export async function standBetween(
	url: string, meet: ( body: string, pass: () => Promise<Answer> ) => Promise<Answer | null>
): Promise<{ url: string; close: () => Promise<void> }> {
	const server = createServer( ( request, response ) => {
		void ( async () => {
			const body = Buffer.concat( await request.toArray() as Buffer[] );
			const { cookie, authorization, 'content-type': type } = request.headers;
			const answer = await meet( body.toString(), async () => {
				const answered = await fetch( url + String( request.url ), {
					method: String( request.method ),
					redirect: 'manual',
					headers: { ...( cookie && { cookie } ), ...( authorization && { authorization } ), ...( type && { 'content-type': type } ) },
					...( body.length && { body } )
				} );
				return {
					status: answered.status,
					headers: [ ...answered.headers ].filter( ( [ name ] ) => [ 'set-cookie', 'content-type', 'location' ].includes( name ) ),
					body: await answered.text()
				};
			} );
			if ( !answer ) {
				request.socket.destroy();
				return;
			}
			response.statusCode = answer.status;
			answer.headers.forEach( ( [ name, value ] ) => response.appendHeader( name, value ) );
			response.end( answer.body );
		} )().catch( () => request.socket.destroy() );
	} );
	await new Promise<void>( ( resolve ) => {
		server.listen( 0, '127.0.0.1', resolve );
	} );
	return {
		url: `http://127.0.0.1:${ ( server.address() as AddressInfo ).port }`,
		close: () => new Promise( ( resolve ) => {
			server.close( () => resolve() );
			server.closeAllConnections();
		} )
	};
}

/**
 * @param body of a request
 * @return whether it changes a page
 */
export function isEdit( body: string ): boolean {
	return /(^|&)action=(edit|delete)(&|$)|name="action"\r\n\r\n(edit|delete)\r\n/.test( body );
}
