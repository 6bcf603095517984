import type { BrowserContext, Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import { checkNow, countRequests, expect, hide, logOutElsewhere, settle, show, test, visit } from './fixtures';

/**
 * Alice writes, Bob logs in, Alice presses Save.
 *
 * @return the title of her page
 */
async function saveAsBobArrives( page: Page, context: BrowserContext, url: string, text: string ): Promise<string> {
	const title = `Held ${ Math.random() }`;
	await page.clock.install();
	await visit( page, url, { title, action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( text );
	await settle( page );
	await logIn( context, url, BOB );
	await page.clock.fastForward( 60000 );
	await page.locator( '#wpSave' ).click();
	return title;
}

test( 'logging out in one tab: the others know at once, without a request; logging in brings them back', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	const writer = await context.newPage();
	const title = `Tabs ${ Math.random() }`;
	const indicator = await visit( writer, wiki.url, { title, action: 'edit' } );
	await writer.locator( '#wpTextbox1' ).fill( 'He took his vorpal sword in hand' );
	await hide( writer );

	await page.locator( '#pt-session-guard-logout a' ).click();
	const dialog = page.locator( '.session-guard-question' );
	await expect( dialog ).toContainText( title );
	// What core itself sends while the writer types must not be counted.
	await settle( writer );
	const checks = countRequests( writer, /api\.php/ );
	await page.keyboard.press( 'Enter' );
	await expect( page ).toHaveURL( /UserLogout/ );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	expect( checks() ).toBe( 0 );
	const notice = writer.locator( '.mw-notification', { hasText: 'no longer logged in as Alice' } );
	const loginLink = notice.getByRole( 'link', { name: /Log in as Alice/ } );
	await expect( loginLink ).toHaveAttribute( 'target', '_blank' );

	// Where the link leads, and what is there after the form.
	await show( writer );
	const [ popup ] = await Promise.all( [ context.waitForEvent( 'page' ), loginLink.click() ] );
	await popup.locator( '#wpName1' ).fill( ALICE.name );
	await popup.locator( '#wpPassword1' ).fill( ALICE.password );
	// The window has done its work then.
	await Promise.all( [ popup.waitForEvent( 'close' ), popup.locator( '#wpLoginAttempt' ).click() ] );
	await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	await expect( writer.locator( '.mw-notification', { hasText: 'logged in as Alice again' } ) ).toBeVisible();
	await writer.locator( '#wpSave' ).click();
	await expect( writer ).not.toHaveURL( /action=(edit|submit)/ );
	await expect( writer.locator( '#mw-content-text' ) ).toContainText( 'vorpal sword' );
} );

test( 'another account in another tab: known at once', async ( { page, context, wiki } ) => {
	const indicator = await visit( page, wiki.url );
	const checks = countRequests( page, /api\.php/ );
	await settle( page );
	await logIn( context, wiki.url, BOB );
	await visit( await context.newPage(), wiki.url );
	await expect( indicator ).toHaveAttribute( 'data-state', 'switched' );
	expect( checks() ).toBe( 0 );
	const notice = page.locator( '.mw-notification', { hasText: 'Bob is logged in now' } );
	await expect( notice.getByRole( 'link', { name: 'Reload this page as Bob' } ) ).toBeVisible();
	await expect( notice.getByRole( 'link', { name: /Log in as Alice/ } ) ).toBeVisible();
} );

test( 'what a held Save offers: to go on for another user takes a second step', async ( { page, context, wiki } ) => {
	const title = await saveAsBobArrives( page, context, wiki.url, 'Long time the manxome foe he sought' );
	const dialog = page.locator( '.session-guard-question' );
	await expect( dialog ).toContainText( '“Save page” is on hold' );
	await dialog.getByRole( 'button', { name: 'Go on as Bob' } ).click();
	await expect( dialog ).toContainText( 'done as Bob' );
	await page.keyboard.press( 'Enter' );
	await expect( dialog.getByRole( 'button', { name: 'Go on as Bob' } ), 'Enter is the careful answer' ).toBeVisible();
	await page.keyboard.press( 'Escape' );
	await expect( dialog ).toHaveCount( 0 );
	await expect( page.locator( '#wpTextbox1' ) ).toHaveValue( /manxome/ );

	await page.locator( '#wpSave' ).click();
	await dialog.getByRole( 'button', { name: 'Go on as Bob' } ).click();
	await dialog.getByRole( 'button', { name: 'Go on', exact: true } ).click();
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title, action: 'history' } ) }` );
	await expect( page.locator( '#pagehistory' ) ).toContainText( 'Bob' );
} );

test( 'going on for another user is for whom the reader was told: the right user again saves as usual', async ( { page, context, wiki } ) => {
	const title = await saveAsBobArrives( page, context, wiki.url, 'So rested he by the Tumtum tree' );
	const dialog = page.locator( '.session-guard-question' );
	await dialog.getByRole( 'button', { name: 'Go on as Bob' } ).click();
	await expect( dialog ).toContainText( 'done as Bob' );

	await context.clearCookies();
	await dialog.getByRole( 'button', { name: 'Go on', exact: true } ).click();
	await expect( dialog, 'nobody is there now, which nobody was told' ).toContainText( 'no longer logged in as Alice' );
	await dialog.getByRole( 'button', { name: 'Go on without logging in' } ).click();
	await settle( page );
	await logIn( context, wiki.url, ALICE );
	await dialog.getByRole( 'button', { name: 'Go on', exact: true } ).click();
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title, action: 'history' } ) }` );
	await expect( page.locator( '#pagehistory .mw-userlink' ) ).toHaveText( [ 'Alice' ] );
} );

test( 'a silent wiki holds a Save for four seconds, whatever became of this machine’s clock', async ( { page, wiki } ) => {
	await page.clock.install();
	await visit( page, wiki.url, { title: `Held ${ Math.random() }`, action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( 'And stood awhile in thought' );
	await page.clock.setSystemTime( Date.now() - 86400000 );
	await page.route( /api\.php/, () => {} );
	await page.locator( '#wpSave' ).click();
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'checking' );
	await page.clock.runFor( 4100 );
	// Sooner than the check itself gives up.
	await expect( page ).not.toHaveURL( /action=(edit|submit)/, { timeout: 5000 } );
} );

test( 'Preview and Show changes do not wait for the wiki', async ( { page, context, wiki } ) => {
	await page.clock.install();
	await visit( page, wiki.url, { action: 'edit' } );
	await context.clearCookies();
	await page.clock.fastForward( 60000 );
	await page.route( /api\.php/, () => {} );
	await page.locator( '#wpPreview' ).click();
	await expect( page ).toHaveURL( /action=submit/ );
} );

test( 'a preview that would come back as a page for nobody is held', async ( { page, context, wiki } ) => {
	const title = `Held ${ Math.random() }`;
	await visit( page, wiki.url, { title, action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( 'One, two! One, two! And through and through' );
	await settle( page );
	await logOutElsewhere( context, wiki.url );
	await checkNow( page );
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'logged-out' );
	const dialog = page.locator( '.session-guard-question' );
	await page.locator( '#wpPreview' ).click();
	await expect( dialog ).toContainText( 'no longer logged in as Alice' );
	await page.keyboard.press( 'Escape' );
	await expect( dialog ).toHaveCount( 0 );
	await expect( page.locator( '#wpTextbox1' ) ).toHaveValue( /through and through/ );

	await settle( page );
	await logIn( context, wiki.url, ALICE );
	await checkNow( page );
	await page.locator( '#wpPreview' ).click();
	await expect( page ).toHaveURL( /action=submit/ );
	await page.locator( '#pt-session-guard a' ).waitFor();
} );

test( 'the notice follows: another account, then nobody, then the right one again', async ( { page, context, wiki } ) => {
	const indicator = await visit( page, wiki.url );
	const notice = page.locator( '.mw-notification:not( .mw-notification-replaced )' );
	await settle( page );
	await logIn( context, wiki.url, BOB );
	await checkNow( page );
	await expect( notice ).toContainText( 'Bob is logged in now' );
	await context.clearCookies();
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	await expect( notice ).toContainText( 'no longer logged in as Alice' );
	await expect( notice ).not.toContainText( 'Bob' );
	await settle( page );
	await logIn( context, wiki.url, ALICE );
	await checkNow( page );
	await expect( notice ).toContainText( 'logged in as Alice again' );
} );
