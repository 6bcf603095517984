import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { withoutBanner } from '../../deploy/manifest.mjs';
import { ROOT, botPassword, commit, expect, git, run, runForJson, snapshot, somebody, test, textOf } from './deployment';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to change' );

const SCRIPT = 'MediaWiki:Gadget-SessionGuard.js';
const PANEL = 'MediaWiki:Gadget-SessionGuard-panel.js';
const DEFINITIONS = 'MediaWiki:Gadgets-definition';

/** Builds a checkout: hands back what is in its `dist/`, by name. */
async function buildIn( dir: string ): Promise<Record<string, string>> {
	await promisify( execFile )( process.execPath, [ path.join( dir, 'build.mjs' ) ], { cwd: tmpdir() } );
	const files = await readdir( path.join( dir, 'dist' ) );
	return Object.fromEntries( await Promise.all( files.map( async ( file ) => [ file, await readFile( path.join( dir, 'dist', file ), 'utf8' ) ] ) ) );
}

/** Replaces some text in a file of a checkout. */
async function change( file: string, from: string | RegExp, to: string ): Promise<void> {
	const text = await readFile( file, 'utf8' );
	expect( text ).toMatch( from );
	await writeFile( file, text.replace( from, to ) );
}

test( 'the same commit makes the same bytes, in another folder too; every page says which', async ( { checkout } ) => {
	const other = await mkdtemp( path.join( tmpdir(), 'session-guard-elsewhere-' ) );
	try {
		await change( path.join( checkout, 'package.json' ), '"license"', '"repository": "https://git.example.org/session-guard",\n\t"license"' );
		const name = await commit( checkout, 'Say where the source is' );
		await git( other, 'clone', '--quiet', '--depth', '1', `file://${ checkout }`, 'clone' );
		const clone = path.join( other, 'clone' );
		await rm( path.join( clone, 'node_modules' ) );
		await symlink( path.join( ROOT, 'node_modules' ), path.join( clone, 'node_modules' ) );
		const built = await buildIn( checkout );
		expect( await buildIn( clone ) ).toEqual( built );

		const scripts = Object.keys( built ).filter( ( file ) => /\.(js|css)$/.test( file ) );
		expect( scripts ).toContain( 'SessionGuard.user.js' );
		for ( const file of scripts ) {
			expect( built[ file ], file ).toMatch( new RegExp( `^/\\* SessionGuard \\d+\\.\\d+\\.\\d+ \\(${ name }\\) \\| MIT \\| built from TypeScript in https://git\\.example\\.org/session-guard: ` ) );
		}
		const manifest = JSON.parse( String( built[ 'manifest.json' ] ) ) as { commit: string; source: string; files: Record<string, string> };
		expect( manifest ).toMatchObject( { commit: expect.stringContaining( name ), source: 'https://git.example.org/session-guard', changed: [] } );
		expect( Object.keys( manifest.files ) ).toEqual( Object.keys( built ).filter( ( file ) => file !== 'manifest.json' ).sort() );
	} finally {
		await rm( other, { recursive: true } );
	}
} );

test( 'what is published is what the commit says: a dirty tree is refused, and nobody needs to remember to build', async ( { bareWiki, checkout } ) => {
	const login = await botPassword( bareWiki );
	const before = await snapshot( await somebody( bareWiki ) );
	const head = ( await git( checkout, 'rev-parse', 'HEAD' ) ).slice( 0, 10 );
	await appendFile( path.join( checkout, 'src/entries/gadget.ts' ), '\n// mine\n' );
	const refused = await run( bareWiki.url, login, [], { checkout } );
	expect( refused.status ).toBe( 1 );
	expect( refused.stderr ).toContain( `These files are not as in commit ${ head }, so nobody could tell from what the pages were built: src/entries/gadget.ts. Commit or stash them, or publish all the same with --allow-dirty.` );
	expect( ( await run( bareWiki.url, login, [ '--allow-dirty' ], { checkout } ) ).stdout ).toContain( `Publishing SessionGuard 0.1.0 (${ head }-dirty) on` );
	// What is no part of a build does not matter.
	await git( checkout, 'checkout', '--', 'src' );
	await writeFile( path.join( checkout, 'notes.txt' ), 'mine' );
	// What an older commit has left in dist/ neither.
	await writeFile( path.join( checkout, 'dist/SessionGuard.js' ), 'old();' );
	const { status, stdout } = await run( bareWiki.url, login, [], { checkout } );
	expect( status ).toBe( 0 );
	expect( stdout ).toContain( `Publishing SessionGuard 0.1.0 (${ head }) on` );
	expect( await readFile( path.join( checkout, 'dist/SessionGuard.js' ), 'utf8' ) ).toContain( 'function' );
	await rm( path.join( checkout, '.git' ), { recursive: true } );
	expect( ( await run( bareWiki.url, login, [], { checkout } ) ).stderr ).toContain( 'This folder is not a git checkout' );
	expect( await snapshot( await somebody( bareWiki ) ) ).toEqual( before );
} );

test( 'a whole life: installed, updated, verified, changed by hand, forced alone, rolled back, removed', async ( { freshWiki, checkout } ) => {
	test.slow();
	const login = await botPassword( freshWiki );
	const bot = await somebody( freshWiki );
	const others = '== browsing ==\n* Other[ResourceLoader]|other.js\n';
	await bot.save( DEFINITIONS, others );
	const theirs = await textOf( bot, DEFINITIONS );
	const before = await snapshot( bot );
	const summaryOf = async ( title: string ): Promise<string> => String( ( await bot.read( title, { rvprop: [ 'comment', 'content' ] } ) ).revisions?.[ 0 ]?.comment );
	const source = path.join( checkout, 'src/entries/fetchModule.ts' );
	const first = ( await git( checkout, 'rev-parse', 'HEAD' ) ).slice( 0, 10 );
	let second = '';

	await test.step( 'installed', async () => {
		const { status, stderr } = await run( freshWiki.url, login, [ '--yes' ], { checkout } );
		expect( status, stderr ).toBe( 0 );
		expect( await summaryOf( SCRIPT ) ).toBe( `SessionGuard 0.1.0 (${ first })` );
		expect( await textOf( bot, SCRIPT ) ).toContain( `/* SessionGuard 0.1.0 (${ first }) | ` );
	} );

	await test.step( 'a commit that leaves the code as it is edits no page', async () => {
		await appendFile( path.join( checkout, 'CHANGELOG.md' ), '\nWords\n' );
		await commit( checkout, 'Words' );
		expect( ( await runForJson( freshWiki.url, login, [ '--yes' ], { checkout } ) ).done ).toEqual( [] );
	} );

	await test.step( 'updated: the dry run can be read, and the history says what has changed', async () => {
		await change( source, /TIMEOUT = \d+/, 'TIMEOUT = 54321' );
		await change( path.join( checkout, 'package.json' ), '"version": "0.1.0"', '"version": "0.2.0"' );
		second = await commit( checkout, 'Wait longer for a module' );
		const dry = await run( freshWiki.url, login, [], { checkout } );
		expect( dry.stdout ).toContain( `Publishing SessionGuard 0.2.0 (${ second }) over 0.1.0 (${ first }) on` );
		expect( dry.stdout ).toContain( `What changed in the source: git diff ${ first } ${ second } -- src` );
		expect( dry.stdout ).toMatch( /^-var TIMEOUT = .*\n\+var TIMEOUT = 54321;$/m );
		const { done } = await runForJson( freshWiki.url, login, [ '--yes' ], { checkout } );
		expect( done, 'only what has changed' ).toEqual( [ SCRIPT ] );
		expect( await summaryOf( SCRIPT ) ).toBe( `SessionGuard 0.2.0 (${ second }): update from 0.1.0 (${ first }), with: Wait longer for a module` );
		expect( ( await runForJson( freshWiki.url, login, [ '--yes' ], { checkout } ) ).done ).toEqual( [] );
	} );

	await test.step( 'verified, by anybody', async () => {
		const { status, stdout } = await run( freshWiki.url, {}, [ '--verify' ], { checkout } );
		expect( status ).toBe( 0 );
		expect( stdout ).toMatch( new RegExp( `has exactly what SessionGuard 0\\.2\\.0 \\(${ second }\\) builds: \\d\\d pages checked\\.` ) );
		await git( checkout, 'checkout', '--quiet', first );
		const older = await run( freshWiki.url, {}, [ '--verify' ], { checkout } );
		expect( older.status ).toBe( 2 );
		expect( older.stdout ).toContain( `differs    ${ SCRIPT }` );
		expect( older.stdout ).toContain( '1 page differs.' );
		expect( older.stdout ).toContain( `To compare it with the version that it says it has: git checkout ${ second }` );
		await git( checkout, 'checkout', '--quiet', second );
	} );

	const [ script, panel ] = [ await textOf( bot, SCRIPT ), await textOf( bot, PANEL ) ];
	await test.step( 'changed by hand: verifying says so, and nothing but a conflict is not “nothing to do”', async () => {
		await bot.save( SCRIPT, `${ script }\nsnark();` );
		await bot.save( PANEL, `${ panel }\nboojum();` );
		await bot.save( 'MediaWiki:Gadget-SessionGuard-old.js', 'old();' );
		const { status, ok, actions, diffs } = await runForJson( freshWiki.url, {}, [ '--verify' ], { checkout } );
		expect( [ status, ok ] ).toEqual( [ 2, false ] );
		expect( actions ).toEqual( { [ SCRIPT ]: 'leave', [ PANEL ]: 'leave', 'MediaWiki:Gadget-SessionGuard-old.js': 'extra' } );
		expect( diffs[ SCRIPT ] ).toContain( '-snark();' );
		for ( const args of [ [], [ '--yes' ] ] ) {
			const ended = await run( freshWiki.url, login, args, { checkout } );
			expect( ended.status ).toBe( 2 );
			expect( ended.stdout ).not.toContain( 'Nothing to do' );
			expect( ended.stdout ).toContain( `2 pages were changed on the wiki, so they are left alone. To overwrite one of them: --force=${ PANEL }` );
		}
	} );

	await test.step( 'forced alone', async () => {
		const { status, done } = await runForJson( freshWiki.url, login, [ '--yes', `--force=${ PANEL }` ], { checkout } );
		expect( [ status, ...done ] ).toEqual( [ 2, PANEL ] );
		expect( withoutBanner( String( await textOf( bot, PANEL ) ) ) ).toBe( withoutBanner( String( panel ) ) );
		expect( await summaryOf( PANEL ) ).toBe( `SessionGuard 0.2.0 (${ second }): overwrites a change by Admin` );
		expect( await textOf( bot, SCRIPT ) ).toContain( 'snark' );
		expect( ( await run( freshWiki.url, login, [ '--yes', '--force=MediaWiki:Common.js' ], { checkout } ) ).stderr ).toContain( '--force=MediaWiki:Common.js is none of the pages that SessionGuard has on Looking-Glass Wiki, so nothing was edited.' );
		expect( ( await runForJson( freshWiki.url, login, [ '--yes', '--force' ], { checkout } ) ).done ).toEqual( [ SCRIPT ] );
	} );

	await test.step( 'rolled back', async () => {
		await git( checkout, 'checkout', '--quiet', first );
		expect( ( await runForJson( freshWiki.url, login, [ '--yes' ], { checkout } ) ).done ).toEqual( [ SCRIPT ] );
		expect( await summaryOf( SCRIPT ) ).toBe( `SessionGuard 0.1.0 (${ first }): back from 0.2.0 (${ second }), without: Wait longer for a module` );
		expect( await textOf( bot, SCRIPT ) ).not.toContain( '54321' );
	} );

	await test.step( 'removed: as before, byte for byte', async () => {
		const { status, stdout } = await run( freshWiki.url, login, [ '--remove', '--yes' ], { checkout } );
		expect( status ).toBe( 0 );
		expect( stdout ).not.toContain( '--force' );
		expect( await summaryOf( DEFINITIONS ) ).toBe( `SessionGuard 0.1.0 (${ first }): removed` );
		expect( await textOf( bot, DEFINITIONS ) ).toBe( theirs );
		const { [ DEFINITIONS ]: definitions, 'MediaWiki:Gadget-SessionGuard-old.js': old, ...rest } = await snapshot( bot );
		expect( [ typeof definitions, typeof old ] ).toEqual( [ 'number', 'number' ] );
		expect( { ...rest, [ DEFINITIONS ]: before[ DEFINITIONS ] } ).toEqual( before );
	} );
} );
