import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { maintenance } from '../wiki/wiki.mjs';
import { ROOT, botPassword, expect, run, runForJson, runScript, snapshot, somebody, test } from './deployment';
import type { Ended } from './deployment';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to change' );

const SCRIPTS = {
	'npm start': 'tests/wiki/start.mjs',
	'npm test': 'tests/run.mjs',
	'npm run build': 'build.mjs',
	'npm run deploy': 'deploy.mjs',
	'npm run bench': 'tests/bench/run.mjs',
	'npm run faults': 'tests/faults.mjs',
	'npm run screenshots': 'tests/screenshots.mjs'
};

/** Runs npm itself. */
async function npm( ...args: string[] ): Promise<Ended> {
	const child = spawn( 'npm', args, { cwd: ROOT, env: { ...process.env, WIKI_URL: 'http://127.0.0.1:9' }, stdio: [ 'ignore', 'pipe', 'pipe' ] } );
	const [ stdout, stderr ] = [ child.stdout, child.stderr ].map( async ( stream ) => ( await stream.setEncoding( 'utf8' ).toArray() ).join( '' ) );
	const status = await new Promise<number | null>( ( resolve ) => {
		child.once( 'close', resolve );
	} );
	return { status, stdout: String( await stdout ), stderr: String( await stderr ) };
}

for ( const [ command, script ] of Object.entries( SCRIPTS ) ) {
	test( `${ command }: --help and -h, and an option that it does not have`, async () => {
		for ( const option of [ '--help', '-h' ] ) {
			const { status, stdout, stderr } = await runScript( path.join( ROOT, script ), {}, [ option ] );
			expect( [ status, stderr ] ).toEqual( [ 0, '' ] );
			expect( stdout.startsWith( command ) ).toBe( true );
			expect( stdout ).toContain( '-h, --help' );
		}
		const { status, stdout, stderr } = await runScript( path.join( ROOT, script ), {}, [ '--pasword=vorpal-sword' ] );
		expect( [ status, stdout, stderr ] ).toEqual( [ 1, '', 'Unknown option --pasword. See --help; never pass credentials as arguments.\n' ] );
	} );
}

test( 'arguments that are none, and options that do not go together', async () => {
	const script = path.join( ROOT, 'deploy.mjs' );
	for ( const [ args, words ] of [
		[ [ 'vorpal-sword' ], 'Unexpected argument. See --help; never pass credentials as arguments.' ],
		[ [ '--dist' ], 'Option \'--dist <value>\' argument missing. See --help; never pass credentials as arguments.' ],
		[ [ '--verify', '--yes' ], '--verify edits nothing: use it without --yes, --remove and --force.' ]
	] as const ) {
		expect( await runScript( script, {}, [ ...args ] ) ).toEqual( { status: 1, stdout: '', stderr: `${ words }\n` } );
		const { status, stdout } = await runScript( script, {}, [ '--json', ...args ] );
		expect( [ status, JSON.parse( stdout ) ], 'with --json, an error is JSON' ).toEqual( [ 1, { ok: false, error: words } ] );
	}
} );

for ( const [ args, kept, rest ] of [
	[ [ 'run', 'deploy', '--remove' ], '--remove', 'npm run deploy -- --remove' ],
	[ [ 'run', 'deploy', '--user', '--yes' ], '--yes --user', 'npm run deploy -- --yes --user' ],
	[ [ 'run', 'deploy', '--verify', '--', '--json' ], '--verify', 'npm run deploy -- --verify' ],
	[ [ 'start', '--port=8081' ], '--port', 'npm start -- --port' ]
] as const ) {
	test( `a forgotten “--” is noticed: npm ${ args.join( ' ' ) }`, async () => {
		const { status, stderr } = await npm( ...args );
		expect( status ).not.toBe( 0 );
		expect( stderr ).toContain( `npm kept ${ kept } for itself, so nothing was done. Put -- before the options: ${ rest } (` );
	} );
}

test( 'a password with spaces around it, and one that opens too much', async ( { bareWiki, dist } ) => {
	const { WIKI_ADMIN, WIKI_PASSWORD } = await botPassword( bareWiki );
	const spaces = await run( bareWiki.url, { WIKI_ADMIN: ` ${ WIKI_ADMIN }`, WIKI_PASSWORD: ` ${ WIKI_PASSWORD }\n` }, [ '--dist', dist ] );
	expect( [ spaces.status, spaces.stderr ] ).toEqual( [ 0, `Asking ${ bareWiki.url } …\n` ] );
	const own = await run( bareWiki.url, { WIKI_ADMIN: 'Admin', WIKI_PASSWORD: 'interface-admin-1' }, [ '--dist', dist ] );
	expect( own.status ).toBe( 0 );
	expect( own.stderr ).toContain( 'Warning: this seems to be Admin’s own password, which opens everything that Admin may do. Make a bot password on Special:BotPasswords' );
} );

test( 'https on a wiki that has only http', async ( { dist } ) => {
	const server = createServer();
	await new Promise<void>( ( resolve ) => {
		server.listen( 0, '127.0.0.1', resolve );
	} );
	const address = `127.0.0.1:${ ( server.address() as AddressInfo ).port }`;
	try {
		const { error } = await runForJson( `https://${ address }`, { WIKI_ADMIN: 'You@SessionGuard', WIKI_PASSWORD: 'vorpal-sword' }, [ '--dist', dist ] );
		expect( error ).toBe( `https://${ address } does not answer in https. If the wiki has only http, use http://${ address } and add --insecure; then others can read your password on its way.` );
	} finally {
		server.close();
	}
} );

test( 'edits are a bot’s where the account may, and not where it may not', async ( { freshWiki, dist } ) => {
	const login = await botPassword( freshWiki );
	const bot = await somebody( freshWiki );
	const edits = async ( rcshow: string ): Promise<number> => {
		const { query } = await bot.request( { action: 'query', list: 'recentchanges', rcnamespace: 8, rcshow, rclimit: 500 } );
		return ( query?.recentchanges as unknown[] ).length;
	};
	expect( ( await runForJson( freshWiki.url, login, [ '--dist', dist, '--yes' ] ) ).done ).toHaveLength( 10 );
	expect( [ await edits( 'bot' ), await edits( '!bot' ) ] ).toEqual( [ 0, 10 ] );
	await runForJson( freshWiki.url, login, [ '--dist', dist, '--yes', '--remove' ] );
	const before = Object.keys( await snapshot( bot ) );
	await maintenance( freshWiki, 'createAndPromote', [ '--force', '--bot', 'Admin' ] );
	expect( ( await runForJson( freshWiki.url, login, [ '--dist', dist, '--yes' ] ) ).done ).toHaveLength( 10 );
	expect( await edits( 'bot' ) ).toBe( 10 );
	expect( Object.keys( await snapshot( bot ) ) ).toHaveLength( before.length + 10 );
} );
