import type { BrowserContext, Locator, Page, Route } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import { authorsOf, checkNow, expect, logOutElsewhere, settle, test, visit } from './fixtures';

test.use( { allowedNoise: [ /Failed to load resource/ ] } );

/** Opens an edit form of Alice's, and writes something. */
async function write( page: Page, url: string, text = 'The Snark was a Boojum, you see' ): Promise<{ title: string; dialog: Locator }> {
	const title = `Held ${ Math.random() }`;
	await visit( page, url, { title, action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( text );
	await settle( page );
	return { title, dialog: page.locator( '.session-guard-question' ) };
}

/** Lets the proof that came with the page grow old. */
async function wait( page: Page ): Promise<void> {
	await page.clock.install();
	await page.clock.fastForward( 60000 );
}

/** Lets a session go stale whose user is still remembered. */
async function goStale( context: BrowserContext, url: string ): Promise<void> {
	await logIn( context, url, ALICE, { remember: true } );
	await context.clearCookies( { name: /_session$/ } );
}

/** Presses a link that leads to a login form, and logs in there. */
async function logInBy( link: Locator, account: { name: string; password: string } ): Promise<Page> {
	const [ popup ] = await Promise.all( [ link.page().waitForEvent( 'popup' ), link.click() ] );
	await popup.locator( '#wpName1' ).fill( account.name );
	await popup.locator( '#wpPassword1' ).fill( account.password );
	await settle( popup );
	await popup.locator( '#wpLoginAttempt' ).click();
	return popup;
}

for ( const [ what, answer ] of [
	[ 'an error', { status: 500, body: '' } ],
	[ 'silence', null ]
] as const ) {
	test( `a token known to be dead, then ${ what } instead of a new one: held, and mended by “Try again”`, async ( { page, context, wiki } ) => {
		const { title, dialog } = await write( page, wiki.url );
		await goStale( context, wiki.url );
		await wait( page );
		await page.route( /api\.php.*meta=tokens/, ( route ) => answer ? route.fulfill( answer ) : undefined );
		await Promise.all( [ page.waitForResponse( /checktoken/ ), page.locator( '#wpSave' ).click() ] );
		await page.waitForRequest( /meta=tokens/ );
		if ( !answer ) {
			await page.clock.runFor( 4100 );
		}
		await expect( dialog ).toContainText( 'no longer accepts this page’s login session' );
		if ( !answer ) {
			await page.clock.runFor( 20000 );
			await expect( dialog ).toContainText( 'does not answer' );
		}
		await expect( page ).toHaveURL( /action=edit/ );
		await expect( page.locator( '#wpTextbox1' ) ).toHaveValue( /Boojum/ );

		await page.unrouteAll( { behavior: 'ignoreErrors' } );
		await dialog.getByRole( 'button', { name: 'Try again' } ).click();
		await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
		expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
	} );
}

test( 'known to be lost, then a wiki that does not answer: the words are of what is known', async ( { page, context, wiki } ) => {
	const { dialog } = await write( page, wiki.url );
	await logOutElsewhere( context, wiki.url );
	await checkNow( page );
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'logged-out' );
	await page.route( /api\.php/, ( route ) => route.abort() );
	await page.locator( '#wpSave' ).click();
	await expect( dialog ).toContainText( 'You are no longer logged in as Alice.' );
	await expect( dialog ).toContainText( 'does not answer right now' );
	await expect( dialog ).not.toContainText( 'not known' );
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'unreachable' );
} );

test( 'known to be another’s, then a wiki that does not answer: going on is for the other', async ( { page, context, wiki } ) => {
	const { dialog } = await write( page, wiki.url );
	await logIn( context, wiki.url, BOB );
	await checkNow( page );
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'switched' );
	await page.route( /api\.php/, ( route ) => route.abort() );
	await page.locator( '#wpSave' ).click();
	await dialog.getByRole( 'button', { name: 'Go on as Bob' } ).click();
	await expect( dialog ).toContainText( 'This will be done as Bob.' );
	await dialog.getByRole( 'button', { name: 'Go on', exact: true } ).click();
	await expect( dialog, 'nobody knows who it would be for' ).toContainText( 'does not answer right now' );
	await expect( page ).toHaveURL( /action=edit/ );
} );

test( 'logging in in the small window: saved by itself, and the window is closed', async ( { page, context, wiki } ) => {
	const { title, dialog } = await write( page, wiki.url );
	await logOutElsewhere( context, wiki.url );
	await wait( page );
	await page.locator( '#wpSave' ).click();
	await expect( dialog ).toContainText( 'Log in as Alice, and it goes on by itself.' );
	await expect( page.locator( '.mw-notification' ), 'said once is enough' ).toHaveCount( 0 );
	const link = dialog.getByRole( 'link', { name: 'Log in as Alice' } );
	await expect( link ).toBeFocused();
	const [ popup ] = await Promise.all( [ page.waitForEvent( 'popup' ), page.keyboard.press( 'Enter' ) ] );
	await expect( dialog ).toContainText( 'Waiting for you to log in as Alice.' );
	await expect( popup.locator( '#wpName1' ) ).toHaveValue( 'Alice' );
	await expect( popup.locator( '#wpPassword1' ) ).toBeFocused();
	await popup.locator( '#wpPassword1' ).fill( ALICE.password );
	const closed = popup.waitForEvent( 'close' );
	await popup.locator( '#wpPassword1' ).press( 'Enter' );
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	await closed;
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
} );

test( 'another account in the small window: it says so, and saves nothing; then the right one', async ( { page, context, wiki } ) => {
	const { title, dialog } = await write( page, wiki.url );
	await logOutElsewhere( context, wiki.url );
	await wait( page );
	await page.locator( '#wpSave' ).click();
	const link = dialog.getByRole( 'link', { name: 'Log in as Alice' } );
	const popup = await logInBy( link, BOB );
	await expect( dialog ).toContainText( 'Bob is logged in now' );
	await expect( page ).toHaveURL( /action=edit/ );
	await expect( dialog.locator( '[aria-live="polite"]' ), 'screen readers hear it' ).toContainText( 'Bob is logged in now' );
	expect( await dialog.evaluate( ( element ) => element.contains( document.activeElement ) ), 'the focus stays' ).toBe( true );
	await popup.close();
	await expect( dialog, 'a window that is closed changes nothing' ).toContainText( 'Bob is logged in now' );

	// With somebody logged in, core shows its form only without a page to return to.
	const [ again ] = await Promise.all( [ page.waitForEvent( 'popup' ), link.click() ] );
	await expect( again.locator( 'body' ) ).toContainText( 'already logged in as Bob' );
	await expect( again.locator( '#wpName1' ) ).toHaveValue( 'Alice' );
	await expect( again.locator( '#wpPassword1' ) ).toBeFocused();
	await again.locator( '#wpPassword1' ).fill( ALICE.password );
	await settle( again );
	await settle( page );
	await again.locator( '#wpPassword1' ).press( 'Enter' );
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
} );

test( 'the window cannot be opened by a script: the link itself leads to a tab, and the Save goes on as well', async ( { page, context, wiki } ) => {
	const { title, dialog } = await write( page, wiki.url );
	await logOutElsewhere( context, wiki.url );
	await wait( page );
	await page.evaluate( () => {
		window.open = () => null;
	} );
	await page.locator( '#wpSave' ).click();
	const [ tab ] = await Promise.all( [ context.waitForEvent( 'page' ), dialog.getByRole( 'link', { name: 'Log in as Alice' } ).click() ] );
	await tab.locator( '#wpPassword1' ).fill( ALICE.password );
	await tab.locator( '#wpPassword1' ).press( 'Enter' );
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
} );

test( 'two tabs with held Saves: one login, and both are saved', async ( { page, context, wiki } ) => {
	const first = await write( page, wiki.url );
	const other = await context.newPage();
	const second = await write( other, wiki.url, 'In the midst of his laughter and glee' );
	await logOutElsewhere( context, wiki.url );
	for ( const tab of [ page, other ] ) {
		await wait( tab );
		await tab.locator( '#wpSave' ).click();
		await expect( tab.locator( '.session-guard-question' ) ).toBeVisible();
	}
	await logInBy( second.dialog.getByRole( 'link', { name: 'Log in as Alice' } ), ALICE );
	for ( const [ tab, title ] of [ [ page, first.title ], [ other, second.title ] ] as const ) {
		await expect( tab ).not.toHaveURL( /action=(edit|submit)/ );
		expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
	}
} );

test( 'cancelled: nothing is sent, the text is there, and a notice offers the same login', async ( { page, context, wiki } ) => {
	const { title, dialog } = await write( page, wiki.url );
	await logOutElsewhere( context, wiki.url );
	await wait( page );
	await page.locator( '#wpSave' ).click();
	await dialog.getByRole( 'button', { name: 'Cancel' } ).click();
	await expect( dialog ).toHaveCount( 0 );
	await expect( page.locator( '#wpTextbox1' ) ).toHaveValue( /Boojum/ );
	const notice = page.locator( '.mw-notification' );
	await expect( notice ).toContainText( 'What you have written is still on this page.' );
	await logInBy( notice.getByRole( 'link', { name: 'Log in as Alice' } ), ALICE );
	await expect( notice.filter( { hasText: 'logged in as Alice again' } ) ).toBeVisible();
	await expect( page ).toHaveURL( /action=edit/ );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ undefined ] );
} );

test( 'a page that is only read: no word of what was written', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url );
	await logOutElsewhere( context, wiki.url );
	await checkNow( page );
	await expect( page.locator( '.mw-notification' ) ).toContainText( 'You are no longer logged in as Alice.' );
	await expect( page.locator( '.mw-notification' ) ).not.toContainText( 'written' );
} );

test( 'what is held is named by the button that was pressed', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { title: 'Special:MovePage/Jabberwocky' } );
	await settle( page );
	await logOutElsewhere( context, wiki.url );
	await wait( page );
	await page.locator( '[name="wpNewTitleMain"]' ).fill( 'Elsewhere' );
	await page.getByRole( 'button', { name: 'Move page' } ).click();
	await expect( page.getByRole( 'dialog', { name: '“Move page” is on hold' } ) ).toBeVisible();
} );

test( 'a network that swallows everything: held within 8 s; once that is cancelled, nothing is tried any more', async ( { page, wiki } ) => {
	const { dialog } = await write( page, wiki.url );
	await wait( page );
	const tries: Route[] = [];
	await page.route( /\/(api|index)\.php/, async ( route ) => {
		if ( route.request().method() === 'HEAD' ) {
			tries.push( route );
		} else if ( route.request().isNavigationRequest() ) {
			await route.continue();
		} else {
			await route.abort();
		}
	} );
	await page.locator( '#wpSave' ).click();
	await expect.poll( () => tries.length ).toBe( 1 );
	await page.clock.fastForward( 4000 );
	await expect( dialog ).toContainText( 'The wiki cannot be reached.' );
	await page.clock.fastForward( 2000 );
	await expect.poll( () => tries.length ).toBe( 2 );
	await dialog.getByRole( 'button', { name: 'Cancel' } ).click();
	await Promise.all( tries.map( ( route ) => route.abort() ) );
	await settle( page );
	await page.clock.fastForward( 120000 );
	await settle( page );
	expect( tries ).toHaveLength( 2 );
} );

test( 'a word that another script has forged lets nothing go: the wiki is asked', async ( { page, context, wiki } ) => {
	const { title, dialog } = await write( page, wiki.url );
	await logOutElsewhere( context, wiki.url );
	await wait( page );
	await page.locator( '#wpSave' ).click();
	await expect( dialog ).toContainText( 'You are no longer logged in as Alice.' );
	await settle( page );
	const asked = page.waitForResponse( /meta=tokens|checktoken/ );
	await page.evaluate( () => {
		const [ key ] = Object.keys( localStorage ).filter( ( name ) => /^session-guard:.*:Alice$/.test( name ) ) as [ string ];
		mw.storage.setObject( key, { span: null, at: 0, dead: 0 } );
		new BroadcastChannel( key.replace( /:Alice$/, '' ) ).postMessage( { type: 'login', user: 'Alice' } );
	} );
	await asked;
	await settle( page );
	await expect( dialog ).toContainText( 'You are no longer logged in as Alice.' );
	await expect( page ).toHaveURL( /action=edit/ );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ undefined ] );
} );
