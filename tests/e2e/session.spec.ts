import type { BrowserContext } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import { readyWiki } from '../wiki/ready.mjs';
import { authorsOf, checkNow, expect, hide, logOutElsewhere, pass, settle, show, test, visit } from './fixtures';

/** Logs out by the gadget, which tells the other tabs. */
async function logOutInAnotherTab( context: BrowserContext, url: string ): Promise<void> {
	const tab = await context.newPage();
	await visit( tab, url, { useskin: 'vector' } );
	await tab.locator( '#pt-session-guard-logout a' ).click();
	await tab.locator( '.session-guard-question' ).waitFor();
	await tab.keyboard.press( 'Enter' );
}

test( 'logged out behind the page’s back: seen on return to the tab', async ( { page, context, wiki } ) => {
	await page.clock.install();
	const indicator = await visit( page, wiki.url );
	await hide( page );
	await logOutElsewhere( context, wiki.url );
	await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	await pass( page, 6 );
	await show( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	const button = indicator.getByRole( 'button', { name: 'Logged out' } );
	await button.focus();
	await expect( button ).toHaveAttribute( 'title', /no longer logged in as Alice/ );

	await logIn( context, wiki.url, ALICE );
	await hide( page );
	await pass( page, 6 );
	await show( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
} );

test( 'another account behind the page’s back: both are named', async ( { page, context, wiki } ) => {
	await page.clock.install();
	const indicator = await visit( page, wiki.url );
	await hide( page );
	await logIn( context, wiki.url, BOB );
	await pass( page, 6 );
	await show( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'switched' );
	await indicator.getByRole( 'button' ).focus();
	await expect( indicator.getByRole( 'button' ) ).toHaveAttribute( 'title', /Alice.*Bob/ );
} );

test( 'a session that was lost and came back, the same user: tokens are renewed', async ( { page, context, wiki } ) => {
	await page.clock.install();
	const indicator = await visit( page, wiki.url, { action: 'edit' } );
	const field = page.locator( '#editform input[name="wpEditToken"]' );
	const old = await field.inputValue();
	await hide( page );
	await logOutElsewhere( context, wiki.url );
	await logIn( context, wiki.url, ALICE );
	await pass( page, 6 );
	await show( page );
	await expect( field ).not.toHaveValue( old );
	await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	await page.locator( '#wpTextbox1' ).fill( `Beware the Jubjub bird! ${ Math.random() }` );
	await page.locator( '#wpSave' ).click();
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
} );

test.describe( 'a wiki that stops', () => {
	test.use( { allowedNoise: [ /Failed to load resource: net::/ ] } );

	test( 'is out of reach, and back', async ( { page, context } ) => {
		test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to stop' );
		const own = await readyWiki( { isPlain: true } );
		try {
			await context.clearCookies();
			await logIn( context, own.url, ALICE );
			await page.clock.install();
			const indicator = await visit( page, own.url );
			await hide( page );
			await own.down();
			await pass( page, 6 );
			await show( page );
			await expect( indicator ).toHaveAttribute( 'data-state', 'unreachable' );
			await own.up();
			await checkNow( page );
			await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
		} finally {
			await own.remove();
		}
	} );
} );

test.describe( 'answers that are none', () => {
	test.use( { allowedNoise: [ /Failed to load resource: the server responded with a status of 503/ ] } );

	// One shape after the other: as the answer to the check, and to the request for fresh tokens.
	for ( const [ what, check, fresh ] of [
		[ 'a check without a result', { checktoken: {} } ],
		[ 'no fresh token', { checktoken: { result: 'invalid' } }, { query: { tokens: {}, userinfo: { name: 'Alice' } } } ],
		[ 'nobody’s tokens', { checktoken: { result: 'invalid' } }, { query: { tokens: { csrftoken: 'x' }, userinfo: {} } } ],
		[ 'no query', { checktoken: { result: 'invalid' } }, {} ]
	] as const ) {
		test( `${ what }: out of reach, and no form is touched`, async ( { page, wiki } ) => {
			const indicator = await visit( page, wiki.url, { action: 'edit' } );
			const field = page.locator( '#editform input[name="wpEditToken"]' );
			const token = await field.inputValue();
			await page.route( /api\.php.*checktoken/, ( route ) => route.fulfill( { json: check } ) );
			await page.route( /api\.php.*userinfo/, ( route ) => route.fulfill( { json: fresh } ) );
			await checkNow( page );
			await expect( indicator ).toHaveAttribute( 'data-state', 'unreachable' );
			await expect( field ).toHaveValue( token );
		} );
	}

	for ( const [ what, answer ] of Object.entries( {
		'a captive portal’s page': { contentType: 'text/html', body: '<script>alert( 1 )</script>' },
		'truncated JSON': { contentType: 'application/json', body: '{"checktoken":{"resu' },
		'JSON of somebody else': { contentType: 'application/json', body: '{"status":"ok"}' },
		'an empty answer': { contentType: 'application/json', body: '' },
		null: { contentType: 'application/json', body: 'null' },
		503: { status: 503, body: 'Service Unavailable' }
	} ) ) {
		test( `${ what }: out of reach, not logged out`, async ( { page, wiki } ) => {
			const indicator = await visit( page, wiki.url );
			await page.route( /api\.php/, ( route ) => route.fulfill( answer ) );
			await checkNow( page );
			await expect( indicator ).toHaveAttribute( 'data-state', 'unreachable' );
			await page.unrouteAll();
			await checkNow( page );
			await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
		} );
	}
} );

test.describe( 'an answer that mw.Api itself fails at', () => {
	test.use( { allowedNoise: [ /reading 'code'/ ] } );

	test( 'out of reach, in the end; and it is asked again', async ( { page, wiki } ) => {
		await page.clock.install();
		const indicator = await visit( page, wiki.url );
		await page.route( /api\.php/, ( route ) => route.fulfill( { json: { errors: [] } } ) );
		const failed = page.waitForEvent( 'pageerror' );
		await checkNow( page );
		await failed;
		await page.clock.fastForward( 110000 );
		await expect( indicator ).toHaveAttribute( 'data-state', 'unreachable' );
		await page.unrouteAll();
		await checkNow( page );
		await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	} );
} );

test( 'a change is announced to screen readers, once, and not what was there at first', async ( { page, context, wiki } ) => {
	const indicator = await visit( page, wiki.url );
	const announcement = indicator.getByRole( 'status' );
	await expect( announcement ).toHaveText( '' );
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	await expect( announcement ).toHaveText( '' );
	await logOutElsewhere( context, wiki.url );
	await checkNow( page );
	await expect( announcement ).toHaveText( 'Logged out' );
} );

test( 'a hidden tab asks nothing', async ( { page, wiki } ) => {
	await page.clock.install();
	await visit( page, wiki.url );
	await hide( page );
	await pass( page, 60 );
	let asked = 0;
	await page.route( /api\.php/, ( route ) => {
		asked++;
		return route.continue();
	} );
	await page.evaluate( () => {
		window.dispatchEvent( new Event( 'online' ) );
		window.dispatchEvent( new Event( 'focus' ) );
	} );
	await Promise.all( [ page.waitForResponse( /checktoken/ ), show( page ) ] );
	expect( asked ).toBe( 1 );
} );

test.describe( 'bad weather that passes', () => {
	test.use( { allowedNoise: [ /Failed to load resource/ ] } );

	test( 'out of reach, then online: known at once, long before the interval is over', async ( { page, wiki } ) => {
		await page.clock.install();
		const indicator = await visit( page, wiki.url );
		await page.route( /api\.php/, ( route ) => route.abort() );
		await checkNow( page );
		await expect( indicator ).toHaveAttribute( 'data-state', 'unreachable' );
		await page.unrouteAll();
		await page.clock.fastForward( 20000 );
		await page.evaluate( () => window.dispatchEvent( new Event( 'online' ) ) );
		await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	} );

	test( 'a fetch that failed is tried again: a Save in a session known to be lost stays held', { tag: '@gadget' }, async ( { page, context, wiki } ) => {
		await page.clock.install();
		const title = `Weather ${ Math.random() }`;
		await page.route( /load\.php.*SessionGuard-more/, ( route ) => route.abort() );
		await visit( page, wiki.url, { title, action: 'edit' } );
		await page.locator( '#wpTextbox1' ).fill( 'The sun was shining on the sea' );
		await logOutInAnotherTab( context, wiki.url );
		await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'logged-out' );
		await page.clock.fastForward( 60000 );
		await page.locator( '#wpSave' ).click();
		await expect( page.locator( '.mw-notification' ).last() ).toContainText( /Logged out|out of reach/ );
		await expect( page ).toHaveURL( /action=edit/ );
		await page.unrouteAll();
		await page.locator( '#wpSave' ).click();
		await expect( page.locator( '.session-guard-question' ) ).toContainText( 'is on hold' );
	} );

	test( 'nor is anything sent then for a script: it would be published for nobody', { tag: '@gadget' }, async ( { page, context, wiki } ) => {
		const title = `Weather ${ Math.random() }`;
		await page.route( /load\.php.*SessionGuard-more/, ( route ) => route.abort() );
		const indicator = await visit( page, wiki.url );
		await settle( page );
		await logOutInAnotherTab( context, wiki.url );
		await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
		expect( await page.evaluate( ( name ) => new Promise( ( resolve ) => {
			new mw.Api().postWithToken( 'csrf', { action: 'edit', title: name, text: 'The moon was shining sulkily' } ).then( resolve, resolve );
		} ), title ) ).toBe( 'http' );
		expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ undefined ] );
	} );
} );

test( 'a tab with unsaved text whose session is lost asks once an interval', async ( { page, context, wiki } ) => {
	await page.clock.install();
	const indicator = await visit( page, wiki.url, { title: `Lost ${ Math.random() }`, action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( 'Shining with all his might' );
	await context.clearCookies();
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	let asked = 0;
	await page.route( /checktoken|meta=tokens/, ( route ) => {
		asked++;
		return route.continue();
	} );
	for ( let minute = 0; minute < 12; minute++ ) {
		await pass( page, 1 );
		await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	}
	expect( asked ).toBeGreaterThan( 0 );
	expect( asked ).toBeLessThanOrEqual( 3 );
} );

test( 'what the wiki tells another script of the session, the gadget hears', async ( { page, context, wiki } ) => {
	const indicator = await visit( page, wiki.url );
	await settle( page );
	await logOutElsewhere( context, wiki.url );
	await page.evaluate( () => {
		new mw.Api().get( { assertuser: 'Alice' } ).catch( () => {} );
	} );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
} );
