import type { BrowserContext, Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ADMIN, ALICE, BOB } from '../wiki/accounts.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { editAs } from './doors';
import { authorsOf, checkNow, countRequests, expect, setOption, settle, test, testOnOwnWiki, visit } from './fixtures';

const DIALOG = '.session-guard-question';

/** Makes a page that Bob edited last, and opens its history as somebody who may roll that back. */
async function openRollback( page: Page, context: BrowserContext, wiki: Pick<Wiki, 'url'> ): Promise<string> {
	const title = `Rollback ${ Math.random() }`;
	await editAs( { wiki, title, context }, ALICE, 'Of shoes and ships' );
	await editAs( { wiki, title, context }, BOB, 'Of sealing wax' );
	await context.clearCookies();
	await logIn( context, wiki.url, ADMIN );
	await setOption( context, wiki.url, 'gadget-SessionGuard', '1' );
	await page.clock.install();
	await visit( page, wiki.url, { title, action: 'history' } );
	await settle( page );
	return title;
}

test( 'a link that anybody can write is none of ours: it is not held, and gets no token', async ( { page, context, wiki } ) => {
	const title = `Links ${ Math.random() }`;
	const here = `${ wiki.url }/index.php?title=Jabberwocky&action=rollback&from=Alice&token=1`;
	const addresses = [ 'https://evil.example/index.php?token=1', 'https://evil.example/?access_token=1', here, `${ here }&x=span` ];
	await editAs( { wiki, title, context }, BOB, addresses.map( ( address ) => `<span class="mw-rollback-link">[${ address } rollback]</span>` ).join( ' ' ) );
	await context.clearCookies();
	await logIn( context, wiki.url, ALICE, { remember: true } );
	const opened: string[] = [];
	await context.route( ( url ) => url.searchParams.has( 'token' ) && !url.pathname.endsWith( '/api.php' ) || url.searchParams.has( 'access_token' ), async ( route ) => {
		opened.push( route.request().url() );
		await route.fulfill( { contentType: 'text/html', body: 'there' } );
	} );
	await visit( page, wiki.url, { title } );
	const links = await page.locator( '.mw-parser-output a[href*="token="]' ).evaluateAll( ( list ) => ( list as HTMLAnchorElement[] ).map( ( { href } ) => href ) );
	expect( links ).toEqual( addresses );
	for ( const [ index, address ] of links.entries() ) {
		await visit( page, wiki.url, { title, visit: String( index ) } );
		await page.evaluate( ( token ) => mw.user.tokens.set( 'csrfToken', token ), `${ 'a'.repeat( 32 ) }${ Math.floor( Date.now() / 1000 ).toString( 16 ) }+\\` );
		// The page's token proves stale, and is renewed: so are those of links that count as the wiki's.
		await checkNow( page );
		await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'valid' );
		await page.locator( '.mw-parser-output a[href*="token="]' ).nth( index ).click();
		await expect( page.locator( 'body' ) ).toHaveText( 'there' );
		expect( opened.pop() ).toBe( address );
	}
} );

// On a wiki of its own: SQLite refuses what becomes a write only while it is answered, if others write.
testOnOwnWiki( 'a rollback that opens another tab is core’s to stop', async ( { page, context, ownWiki: wiki } ) => {
	const title = await openRollback( page, context, wiki );
	await context.clearCookies( { name: /_session$/ } );
	await page.clock.fastForward( 60000 );
	const [ tab ] = await Promise.all( [
		context.waitForEvent( 'page' ),
		page.locator( '.mw-rollback-link a' ).click( { modifiers: [ 'ControlOrMeta' ] } )
	] );
	await expect( tab.locator( '#firstHeading' ) ).toHaveText( 'Permission error' );
	await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ BOB.name ] );
} );

testOnOwnWiki( 'api.php out of reach: a rollback is done once; to ask whether its address can be reached would be to do it', async ( { page, context, ownWiki: wiki } ) => {
	const title = await openRollback( page, context, wiki );
	const asked = countRequests( page, /action=rollback/ );
	await page.route( /api\.php/, ( route ) => route.fulfill( { status: 503, body: 'Service Unavailable' } ) );
	await page.clock.fastForward( 60000 );
	await page.locator( '.mw-rollback-link a' ).click();
	await expect( page.locator( '#firstHeading' ) ).toHaveText( 'Action complete' );
	expect( asked() ).toBe( 1 );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ ADMIN.name ] );
} );

// Their content comes before the links of the user.
for ( const skin of [ 'monobook', 'vector' ] ) {
	test( `${ skin }: what calls itself the link to log out, or the place of ours, is none in the content of a page`, async ( { page, context, wiki } ) => {
		const id = Math.random().toString( 36 ).slice( 2 );
		const [ title, intro ] = [ `Logout ${ id }`, `Intro ${ id }` ];
		const text = '<div id="p-personal"><ul><li id="pt-logout">[https://evil.example/ Log out]</li></ul></div><span id="pt-session-guard-logout">[https://evil.example/ Ours]</span>';
		await editAs( { wiki, title, context }, BOB, text );
		await editAs( { wiki, title: intro, context }, BOB, text );
		await context.clearCookies();
		await logIn( context, wiki.url, ALICE );
		await context.route( 'https://evil.example/', ( route ) => route.fulfill( { contentType: 'text/html', body: 'there' } ) );
		// Of the two, the introduction of an edit is no parser output by its class.
		for ( const params of [ { title }, { title, action: 'edit', editintro: intro } ] ) {
			await visit( page, wiki.url, { useskin: skin, ...params } );
			await expect( page.locator( '#pt-session-guard' ) ).toHaveCount( 1 );
			await expect( page.locator( '#content' ).locator( '#pt-session-guard, .mw-list-item-js' ) ).toHaveCount( 0 );
			await page.locator( '#pt-session-guard a' ).press( 'Enter' );
			await page.locator( '.session-guard-panel' ).getByRole( 'button', { name: 'Log out' } ).click();
			await page.locator( '.session-guard-question' ).waitFor();
			await page.keyboard.press( 'Escape' );
			for ( const label of [ 'Log out', 'Ours' ] ) {
				await page.locator( '#content' ).getByRole( 'link', { name: label, exact: true } ).click();
				await expect( page.locator( 'body' ) ).toHaveText( 'there' );
				await page.goBack();
			}
		}
	} );
}

testOnOwnWiki( 'a form that anybody can write gets no token, which would get into an address', async ( { page, context, ownWiki: wiki } ) => {
	await wiki.configure?.( '$extensions[] = "InputBox";' );
	const token = `${ 'a'.repeat( 32 ) }65000000+\\`;
	await editAs( { wiki, title: 'Box', context }, BOB, `<inputbox>
type=create
id=editform
hidden=yes
default=Answers
preload=User:Bob/form
preloadparams[]=${ token }
buttonlabel=Ask
</inputbox>` );
	await context.clearCookies();
	await logIn( context, wiki.url, ALICE );
	await visit( page, wiki.url, { title: 'Box' } );
	await Promise.all( [ page.waitForURL( /preload/ ), page.getByRole( 'button', { name: 'Ask' } ).click() ] );
	expect( new URL( page.url() ).searchParams.getAll( 'preloadparams[]' ) ).toEqual( [ token ] );
} );
