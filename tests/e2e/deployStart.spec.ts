import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { maintenance } from '../wiki/wiki.mjs';
import { ROOT, botPassword, expect, runScript, snapshot, somebody, test } from './deployment';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to change' );

const START = path.join( ROOT, 'tests/wiki/start.mjs' );

test( 'on a running wiki: what is missing is said before anything is done, and it ends', async ( { freshWiki } ) => {
	const before = await snapshot( await somebody( freshWiki ) );
	const weak = await botPassword( freshWiki );
	const grants = await runScript( START, { WIKI_URL: freshWiki.url, ...weak }, [] );
	expect( grants.status ).toBe( 1 );
	expect( grants.stderr ).toBe( 'You lack rights on Looking-Glass Wiki, so nothing was edited:\n  createaccount: give the bot password (or OAuth consumer) the grant “Create accounts” on Special:BotPasswords\n' );
	await maintenance( freshWiki, 'changePassword', [ '--user', 'Bob', '--password', 'his-own-password-1' ] );
	const { name, password } = freshWiki.admin;
	const { status, stderr } = await runScript( START, { WIKI_URL: freshWiki.url, WIKI_ADMIN: name, WIKI_PASSWORD: password }, [] );
	expect( status ).toBe( 1 );
	expect( stderr ).toBe( 'There is an account Bob on Looking-Glass Wiki already, and the password that npm start gives to its Bob does not open it. So nothing was done there. Use a wiki where the names Alice and Bob are free.\n' );
	expect( ( await runScript( START, { WIKI_URL: freshWiki.url, WIKI_ADMIN: undefined, WIKI_PASSWORD: undefined }, [] ) ).stderr ).toMatch( /^WIKI_URL is set: set WIKI_ADMIN and WIKI_PASSWORD too/ );
	expect( ( await runScript( START, {}, [ '--port', 'many' ] ) ).stderr ).toBe( '--port takes a number from 1 to 65535. See --help.\n' );
	expect( await snapshot( await somebody( freshWiki ) ) ).toEqual( before );
} );

test( 'whatever changes in src/ is published again: a translation, too', async ( { checkout } ) => {
	const dist = path.join( checkout, '.cache/dist' );
	const watching = spawn( process.execPath, [ '--input-type=module', '--eval', 'import { watch } from "./build.mjs"; await watch( async () => console.log( "built" ) );' ], { cwd: checkout, stdio: [ 'ignore', 'pipe', 'inherit' ] } );
	try {
		const built = { times: 0 };
		watching.stdout.on( 'data', ( text ) => {
			built.times += String( text ).split( 'built' ).length - 1;
		} );
		// The first, and that by which esbuild begins to watch.
		await expect.poll( () => built.times ).toBeGreaterThanOrEqual( 2 );
		for ( const [ source, file, words ] of [
			[ 'src/i18n/de.json', 'SessionGuard-i18n-de.json', 'Sitzung' ],
			[ 'src/i18n/en.json', 'descriptions.json', 'session' ],
			[ 'src/ui/dialog.css', 'SessionGuard-more.css', 'color-base' ]
		] as const ) {
			const text = await readFile( path.join( checkout, source ), 'utf8' );
			expect( text ).toContain( words );
			const before = built.times;
			await writeFile( path.join( checkout, source ), text.replaceAll( words, `${ words }snark` ) );
			await expect.poll( () => built.times, source ).toBeGreaterThan( before );
			expect( await readFile( path.join( dist, file ), 'utf8' ) ).toContain( `${ words }snark` );
		}
	} finally {
		watching.kill();
	}
} );
