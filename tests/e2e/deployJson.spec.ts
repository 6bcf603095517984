import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { startWiki } from '../wiki/wiki.mjs';
import { botPassword, expect, gadgets, run, runForJson, somebody, test, textOf } from './deployment';
import type { Login } from './deployment';
import { setOption } from './fixtures';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to change' );

const DEFINITIONS = 'MediaWiki:Gadgets-definition';
const NAMES = [ 'SessionGuard', 'SessionGuard-styles', 'SessionGuard-more', 'SessionGuard-panel' ];
const PAGES = NAMES.map( ( name ) => `MediaWiki:Gadgets/${ name }.json` );
const [ MAIN = '' ] = PAGES;
const other = ( file: string ): string => JSON.stringify( { settings: { default: true }, module: { pages: [ file ] } } );

/** Without the right to delete. */
const GRANTS = 'basic,highvolume,editpage,createeditmovepage,editinterface,editsiteconfig';

test( 'a wiki whose gadgets are defined in JSON gets JSON, and what it chooses there stays', async ( { dist, page, context } ) => {
	const wiki = await startWiki( { settings: '$wgGadgetsRepo = "json";' } );
	const bot = await somebody( wiki );
	await bot.save( 'MediaWiki:Gadgets/Other.json', other( 'Other.js' ) );
	const login: Login = await botPassword( wiki );
	const args = [ '--dist', dist, '--yes' ];

	await test.step( 'the main definition comes last', async () => {
		const { status, done } = await runForJson( wiki.url, login, args );
		expect( status ).toBe( 0 );
		expect( done.slice( -4 ) ).toEqual( [ ...PAGES ].reverse() );
		expect( ( await gadgets( bot ) ).sort() ).toEqual( [ 'Other', ...NAMES ].sort() );
		expect( await textOf( bot, DEFINITIONS ) ).toBeNull();
	} );

	await test.step( 'it runs', async () => {
		await logIn( context, wiki.url, ALICE );
		await setOption( context, wiki.url, 'gadget-SessionGuard', '1' );
		await page.goto( `${ wiki.url }/index.php?title=Jabberwocky` );
		await page.waitForFunction( () => mw.config.get( 'sessionGuardIs' ) === 'here' );
		expect( await page.locator( 'link[rel="stylesheet"][href*="ext.gadget.SessionGuard-styles"]' ).count() ).toBe( 1 );
	} );

	await test.step( 'the second time, nothing is edited', async () => {
		expect( ( await runForJson( wiki.url, login, args ) ).done ).toEqual( [] );
		expect( ( await run( wiki.url, {}, [ '--dist', dist, '--verify' ] ) ).status ).toBe( 0 );
	} );

	await test.step( 'what the wiki’s people chose stays; what goes with the code is brought up to date', async () => {
		const definition = JSON.parse( String( await textOf( bot, MAIN ) ) );
		definition.settings.default = true;
		definition.module.dependencies = [];
		await bot.save( MAIN, JSON.stringify( definition ) );
		expect( ( await runForJson( wiki.url, login, args ) ).done ).toEqual( [ MAIN ] );
		const updated = JSON.parse( String( await textOf( bot, MAIN ) ) );
		expect( updated.settings.default ).toBe( true );
		expect( updated.module.dependencies ).toContain( 'mediawiki.api' );
	} );

	await test.step( 'who may not delete hides them; who may deletes them', async () => {
		const { status, done } = await runForJson( wiki.url, await botPassword( wiki, 'Admin', GRANTS ), [ ...args, '--remove' ] );
		expect( status ).toBe( 0 );
		expect( done.slice( 0, 4 ), 'the main one first' ).toEqual( PAGES );
		const { query } = await bot.request( { action: 'query', list: 'gadgets', gaprop: [ 'id', 'metadata' ], gaids: NAMES } );
		for ( const { id, metadata } of query?.gadgets ?? [] ) {
			expect( metadata.settings.hidden, id ).toBe( true );
			expect( metadata.module.scripts ?? [], id ).toEqual( [] );
		}
		expect( ( await runForJson( wiki.url, await botPassword( wiki, 'Admin', GRANTS ), [ ...args, '--remove' ] ) ).done, 'once is enough' ).toEqual( [] );
		expect( ( await run( wiki.url, login, args ) ).status ).toBe( 0 );
		expect( JSON.parse( String( await textOf( bot, MAIN ) ) ).settings.hidden, 'and back again' ).not.toBe( true );
		expect( ( await run( wiki.url, login, [ ...args, '--remove' ] ) ).status ).toBe( 0 );
		expect( await gadgets( bot ) ).toEqual( [ 'Other' ] );
	} );
	await wiki.remove();
} );

test( 'a wiki that reads JSON, and has no gadget yet to tell: it says so, and the second time all is there', async ( { dist } ) => {
	const wiki = await startWiki( { settings: '$wgGadgetsRepo = "json";' } );
	const bot = await somebody( wiki );
	const login = await botPassword( wiki );
	const first = await run( wiki.url, login, [ '--dist', dist, '--yes' ] );
	expect( first.status ).toBe( 1 );
	expect( first.stderr ).toContain( 'does not have SessionGuard among its gadgets' );
	const { status, done } = await runForJson( wiki.url, login, [ '--dist', dist, '--yes' ] );
	expect( status ).toBe( 0 );
	expect( done ).toEqual( [ ...PAGES ].reverse() );
	expect( ( await gadgets( bot ) ).sort() ).toEqual( [ ...NAMES ].sort() );
	expect( await textOf( bot, DEFINITIONS ) ).toContain( '* SessionGuard[' );
	expect( ( await runForJson( wiki.url, login, [ '--dist', dist, '--yes' ] ) ).done ).toEqual( [] );
	expect( ( await run( wiki.url, login, [ '--dist', dist, '--yes', '--remove' ] ) ).status ).toBe( 0 );
	expect( [ await gadgets( bot ), await textOf( bot, DEFINITIONS ) ], 'from both places' ).toEqual( [ [], null ] );
	await wiki.remove();
} );

test( 'a wiki that moves on to JSON, and one that reads both: what it chose goes along; new ones are JSON; both are removed', async ( { dist } ) => {
	const wiki = await startWiki();
	const bot = await somebody( wiki );
	await bot.save( DEFINITIONS, '* Old[ResourceLoader]|Old.js' );
	const login = await botPassword( wiki );
	expect( ( await runForJson( wiki.url, login, [ '--dist', dist, '--yes' ] ) ).done.at( -1 ) ).toBe( DEFINITIONS );
	await bot.save( DEFINITIONS, String( await textOf( bot, DEFINITIONS ) ).replace( '* SessionGuard[', '* SessionGuard[default|rights=edit, minoredit|' ) );
	await wiki.configure?.( '$wgGadgetsRepo = "json";' );
	expect( ( await runForJson( wiki.url, login, [ '--dist', dist, '--yes' ] ) ).done ).toEqual( [ ...PAGES ].reverse() );
	expect( JSON.parse( String( await textOf( bot, MAIN ) ) ).settings, 'what it chose in its lines goes along' ).toMatchObject( { default: true, rights: [ 'edit', 'minoredit' ] } );
	await wiki.configure?.( '$wgGadgetsRepo = "json+definition";' );
	await bot.save( 'MediaWiki:Gadgets/New.json', other( 'New.js' ) );
	expect( ( await runForJson( wiki.url, login, [ '--dist', dist, '--yes' ] ) ).done ).toEqual( [] );
	await run( wiki.url, login, [ '--dist', dist, '--yes', '--remove' ] );
	expect( await textOf( bot, DEFINITIONS ) ).toBe( '* Old[ResourceLoader]|Old.js' );
	expect( ( await runForJson( wiki.url, login, [ '--dist', dist, '--yes' ] ) ).done.slice( -4 ) ).toEqual( [ ...PAGES ].reverse() );
	expect( ( await gadgets( bot ) ).sort() ).toEqual( [ 'New', 'Old', ...NAMES ].sort() );
	await wiki.remove();
} );
