import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deploy, logIn } from '../../deploy.mjs';
import { Trouble } from '../../deploy/trouble.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { ROOT, botPassword, expect, isEdit, run, runForJson, snapshot, somebody, standBetween, test } from './deployment';
import type { Answer, Login } from './deployment';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to trouble' );

/** Nobody asks it anything, or it does not know this login. */
const NOBODY: Login = { WIKI_ADMIN: 'Admin@SessionGuard', WIKI_PASSWORD: 'vorpal-sword' };

/** Runs `node deploy.mjs --yes`, which fails: it says why, in one message. */
async function fails( url: string, login: Record<string, string | undefined>, args: string[] ): Promise<string> {
	const { status, stdout, stderr } = await run( url, login, [ '--yes', ...args, '--json' ] );
	expect( status ).toBe( 1 );
	const { ok, error } = JSON.parse( stdout ) as { ok: boolean; error: string };
	expect( ok ).toBe( false );
	expect( stderr ).toContain( error );
	return error;
}

/** Deploys through somebody in between, which fails: hands back what it says of WIKI. */
async function failsBetween(
	wiki: Wiki, login: Partial<Login> & { WIKI_OAUTH2_TOKEN?: string }, dist: string, meet: Parameters<typeof standBetween>[ 1 ]
): Promise<string> {
	const between = await standBetween( wiki.url, meet );
	try {
		const error = await deploy( { url: between.url, user: String( login.WIKI_ADMIN ), password: String( login.WIKI_PASSWORD ), token: String( login.WIKI_OAUTH2_TOKEN ?? '' ), dist } )
			.then( () => 'It did not fail.', ( reason: unknown ) => reason );
		expect( error ).toBeInstanceOf( Trouble );
		return ( error as Error ).message.replaceAll( between.url, 'WIKI' );
	} finally {
		await between.close();
	}
}

test( 'a wrong password', async ( { bareWiki, dist } ) => {
	expect( await fails( bareWiki.url, NOBODY, [ '--dist', dist ] ) ).toBe( `Admin@SessionGuard could not log in at ${ bareWiki.url }: “Incorrect username or password entered. Please try again.”. Check WIKI_ADMIN (like You@SessionGuard) and WIKI_PASSWORD: it takes a bot password, which Special:BotPasswords makes.` );
	const error = await logIn( bareWiki.url, NOBODY.WIKI_ADMIN, NOBODY.WIKI_PASSWORD ).catch( ( reason: unknown ) => reason as Error );
	expect( error ).toBeInstanceOf( Error );
	expect( JSON.stringify( error, Object.getOwnPropertyNames( error ) ) ).not.toContain( NOBODY.WIKI_PASSWORD );
} );

test( 'missing grants are named before the first edit, and so are missing groups', async ( { bareWiki, dist } ) => {
	const before = await snapshot( await somebody( bareWiki ) );
	const weak = await botPassword( bareWiki, 'Admin', 'basic,editpage' );
	const error = await fails( bareWiki.url, weak, [ '--dist', dist ] );
	expect( error ).toContain( 'so nothing was edited' );
	for ( const [ right, grant ] of [ [ 'createpage', 'Create, edit, and move pages' ], [ 'editinterface', 'Edit sitewide and user CSS/JS' ], [ 'editsitejs', 'Edit sitewide and user CSS/JS' ], [ 'editsitecss', 'Edit sitewide and user CSS/JS' ], [ 'editsitejson', 'Edit sitewide and user CSS/JS' ] ] ) {
		expect( error ).toContain( `  ${ right }: give the bot password (or OAuth consumer) the grant “${ grant }” on Special:BotPasswords` );
	}
	const alice = await botPassword( bareWiki, 'Alice' );
	expect( await fails( bareWiki.url, alice, [ '--dist', dist ] ) ).toContain( '  editsitejs: Alice is in no group that has this right (interface-admin). Ask to be added to one; the bot password then needs the grant' );
	expect( await fails( bareWiki.url, alice, [ '--dist', dist, '--user' ] ) ).toContain( '  editmyuserjs: give the bot password (or OAuth consumer) the grant “Edit your user CSS/JSON/JavaScript”' );
	// A dry run says so, too, and shows what it would do all the same.
	const dry = await run( bareWiki.url, alice, [ '--dist', dist ] );
	expect( dry.status ).toBe( 1 );
	expect( dry.stdout ).toContain( 'new        MediaWiki:Gadget-SessionGuard.js' );
	expect( dry.stderr ).toContain( 'editsitejs: Alice' );
	expect( await snapshot( await somebody( bareWiki ) ) ).toEqual( before );
} );

test( 'a read-only wiki, in its own words', async ( { bareWiki, dist } ) => {
	const login = await botPassword( bareWiki );
	await bareWiki.configure?.( '$wgReadOnly = "The Walrus is counting the oysters.";' );
	try {
		const error = await fails( bareWiki.url, login, [ '--dist', dist ] );
		expect( error ).toMatch( /read-only.*“The Walrus is counting the oysters\.”.*\(readonly\)\. Nobody can edit until that is over\. Run the same command again then\./ );
	} finally {
		await bareWiki.configure?.( '' );
	}
} );

test( 'verifying a wiki that only its people may read', async ( { bareWiki, dist } ) => {
	await bareWiki.configure?.( '$wgGroupPermissions["*"]["read"] = false;' );
	try {
		const { status, error } = await runForJson( bareWiki.url, {}, [ '--verify', '--dist', dist ] );
		expect( status ).toBe( 1 );
		expect( error ).toMatch( /^This wiki is only for people who have logged in: “.*” \(readapidenied\)\. Set WIKI_ADMIN and WIKI_PASSWORD\.$/ );
		expect( ( await runForJson( bareWiki.url, await botPassword( bareWiki ), [ '--verify', '--dist', dist ] ) ).status, 'it is not there' ).toBe( 2 );
	} finally {
		await bareWiki.configure?.( '' );
	}
} );

test( 'too many edits in a time', async ( { freshWiki, dist } ) => {
	const login = await botPassword( freshWiki, 'Admin', 'basic,createeditmovepage,editsiteconfig' );
	await freshWiki.configure?.( '$wgRateLimits = [ "edit" => [ "user" => [ 4, 3600 ] ] ]; $wgGroupPermissions["sysop"]["noratelimit"] = $wgGroupPermissions["bureaucrat"]["noratelimit"] = false;' );
	const error = await fails( freshWiki.url, login, [ '--dist', dist ] );
	expect( error ).toMatch( /^Too many edits in a short time: “.*rate limit.*” \(ratelimited\)\. Wait a few minutes, then run the same command again\./ );
	const [ , edited ] = /\n([1-5]) of 10 pages were edited before that\. The same command carries on from there\.$/.exec( error ) ?? [];
	await freshWiki.configure?.( '' );
	expect( ( await runForJson( freshWiki.url, login, [ '--dist', dist, '--yes' ] ) ).done ).toHaveLength( 10 - Number( edited ) );
} );

test( 'a wiki that wants to see again who it is, as MediaWiki 1.47 may', async ( { bareWiki, dist } ) => {
	const login = await botPassword( bareWiki );
	const answer = JSON.stringify( { error: { code: 'reauthenticate', info: 'You need to reauthenticate.', operation: 'editinterface' } } );
	const error = await failsBetween( bareWiki, login, dist, async ( body, pass ) => isEdit( body ) ?
		{ status: 200, headers: [ [ 'content-type', 'application/json' ], [ 'MediaWiki-API-Error', 'reauthenticate' ] ], body: answer } :
		pass() );
	expect( error ).toMatch( /^The wiki wants whoever edits scripts to log in again, to prove who they are: “You need to reauthenticate\.” \(reauthenticate\)\. A bot password or a token cannot do that\./ );
} );

test( 'a network that is not there, and one that is cut in the middle', async ( { bareWiki, dist } ) => {
	const login = await botPassword( bareWiki );
	const nobody = await standBetween( bareWiki.url, () => Promise.resolve( null ) );
	await nobody.close();
	expect( await fails( nobody.url, login, [ '--dist', dist ] ) ).toBe( `The wiki at ${ nobody.url } cannot be reached: nothing is listening there. Check the address and the network, and run the same command again.` );
	const cut = await standBetween( bareWiki.url, async ( body, pass ) => isEdit( body ) ? null : pass() );
	try {
		expect( await fails( cut.url, login, [ '--dist', dist ] ) ).toBe( `The wiki at ${ cut.url } cannot be reached: the connection was cut. Check the address and the network, and run the same command again.\n0 of 10 pages were edited before that. The same command carries on from there.` );
	} finally {
		await cut.close();
	}
} );

test( 'an address that is none of a wiki’s', async ( { bareWiki, dist } ) => {
	const answer = ( status: number, body: string, headers: Answer[ 'headers' ] = [ [ 'content-type', 'text/html' ] ] ) => () => Promise.resolve( { status, headers, body } );
	const where = 'WIKI_URL is the folder that api.php is in, like https://wiki.example.org/w';
	expect( await failsBetween( bareWiki, NOBODY, dist, answer( 200, '<!DOCTYPE html><p>Hello' ) ) ).toBe( `What answers at WIKI/api.php is not MediaWiki. ${ where }` );
	expect( await failsBetween( bareWiki, NOBODY, dist, answer( 200, '{"hello":"world"}', [ [ 'content-type', 'application/json' ] ] ) ) ).toBe( `What answers at WIKI/api.php is not MediaWiki. ${ where }` );
	expect( await failsBetween( bareWiki, NOBODY, dist, answer( 404, 'Not found' ) ) ).toBe( `There is no api.php at WIKI (HTTP 404). ${ where }` );
	expect( await failsBetween( bareWiki, NOBODY, dist, answer( 301, '', [ [ 'location', 'https://elsewhere.example/w/api.php' ] ] ) ) ).toContain( 'it redirects to https://elsewhere.example/w/api.php' );
	expect( await failsBetween( bareWiki, NOBODY, dist, answer( 503, 'Busy' ) ) ).toContain( 'is in trouble (HTTP 503)' );
	for ( const address of [ 'wiki.example.org', 'ftp://wiki.example.org/w', '' ] ) {
		expect( ( await run( address, NOBODY, [ '--dist', dist ] ) ).stderr ).toMatch( /WIKI_URL/ );
	}
	expect( ( await run( 'https://You:vorpal-sword@wiki.example.org/w', NOBODY, [ '--dist', dist ] ) ).stderr ).toContain( 'WIKI_URL contains a name or a password' );
} );

test( 'a MediaWiki that is too old, and one without gadgets', async ( { bareWiki, dist } ) => {
	const login = await botPassword( bareWiki );
	const rewritten = ( from: RegExp, to: string ) => async ( _body: string, pass: () => Promise<Answer> ) => {
		const answer = await pass();
		return { ...answer, body: answer.body.replace( from, to ) };
	};
	expect( await failsBetween( bareWiki, login, dist, rewritten( /MediaWiki 1\.\d+\.\d+/, 'MediaWiki 1.42.7' ) ) )
		.toBe( 'WIKI runs MediaWiki 1.42.7, and SessionGuard needs MediaWiki 1.43 or newer. Nothing was changed.' );
	expect( await failsBetween( bareWiki, login, dist, rewritten( /"name":"Gadgets"/, '"name":"Widgets"' ) ) ).toContain( 'has no Extension:Gadgets, so nothing was edited' );
} );

test( 'nothing was built, or something else than what lies there', async ( { bareWiki, dist } ) => {
	const empty = await mkdtemp( path.join( tmpdir(), 'session-guard-' ) );
	const login = await botPassword( bareWiki );
	expect( await fails( bareWiki.url, login, [ '--dist', empty ] ) ).toMatch( /^There is no .*manifest\.json: nothing has been built there yet\. Run npm run build first\.$/ );
	await rm( empty, { recursive: true } );
	await appendFile( path.join( dist, 'SessionGuard.js' ), 'evil();' );
	expect( await fails( bareWiki.url, login, [ '--dist', dist ] ) ).toMatch( /^.*SessionGuard\.js is not what was built: .* Nothing was published/ );
} );

test( 'an OAuth 2 token: taken, refused, and not known', async ( { freshWiki, dist } ) => {
	const token = { WIKI_OAUTH2_TOKEN: 'frumious.bandersnatch' };
	expect( await fails( freshWiki.url, token, [ '--dist', dist ] ) ).toContain( 'it took no notice of the OAuth 2 token in WIKI_OAUTH2_TOKEN. That needs Extension:OAuth' );
	// In place of Extension:OAuth, which Debian’s MediaWiki has not: whoever shows the token is the admin.
	await freshWiki.configure?.( `
		class Bearer extends MediaWiki\\Session\\ImmutableSessionProviderWithCookie {
			public function provideSessionInfo( MediaWiki\\Request\\WebRequest $request ) {
				if ( $request->getHeader( 'Authorization' ) !== 'Bearer frumious.bandersnatch' ) {
					return null;
				}
				return new MediaWiki\\Session\\SessionInfo( 99, [
					'provider' => $this,
					'id' => str_repeat( 'b', 32 ),
					'userInfo' => MediaWiki\\Session\\UserInfo::newFromName( 'Admin', true ),
					'persisted' => false,
				] );
			}
		}
		$wgSessionProviders[Bearer::class] = [ 'class' => Bearer::class ];
	` );
	const { status, stderr } = await run( `${ freshWiki.url }/api.php`, token, [ '--yes', '--dist', dist ] );
	expect( status, stderr ).toBe( 0 );
	expect( await failsBetween( freshWiki, token, dist, () => Promise.resolve( {
		status: 200, headers: [ [ 'content-type', 'application/json' ] ], body: JSON.stringify( { error: { code: 'mwoauth-invalid-authorization', info: 'The authorization headers in your request are not valid: no approved grant' } } )
	} ) ) ).toMatch( /^The wiki did not take the OAuth 2 token: “The authorization headers.*Check WIKI_OAUTH2_TOKEN/ );
} );

test( 'at a terminal, the password is asked for and not shown', async ( { freshWiki, dist } ) => {
	await ( await somebody( freshWiki ) ).save( 'MediaWiki:Gadgets-definition', '* Other|a.js' );
	const { WIKI_ADMIN, WIKI_PASSWORD } = await botPassword( freshWiki );
	const terminal = spawn( 'script', [ '-qec', `${ process.execPath } ${ path.join( ROOT, 'deploy.mjs' ) } --dist ${ dist }`, '/dev/null' ], {
		env: { ...process.env, WIKI_URL: `${ freshWiki.url }/index.php`, WIKI_ADMIN: '', WIKI_PASSWORD: '', TERM: 'xterm', CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined }
	} );
	let shown = '';
	const status = await new Promise( ( resolve ) => {
		const answers = [ [ 'Name (You@SessionGuard): ', WIKI_ADMIN ], [ 'Bot password (not shown): ', WIKI_PASSWORD ] ];
		terminal.stdout.on( 'data', ( text ) => {
			shown += text;
			if ( answers[ 0 ] && shown.includes( String( answers[ 0 ][ 0 ] ) ) ) {
				terminal.stdin.write( `${ answers.shift()?.[ 1 ] }\r` );
			}
		} );
		terminal.once( 'close', resolve );
	} );
	expect( status, shown ).toBe( 0 );
	expect( shown ).toContain( WIKI_ADMIN );
	expect( shown ).not.toContain( WIKI_PASSWORD );
	expect( shown, 'and it is in colours' ).toContain( '\x1b[32m+* SessionGuard' );
} );
