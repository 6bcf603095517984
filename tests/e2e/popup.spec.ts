import { launchOptions } from '../browser.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { authorsOf, expect, logOutElsewhere, settle, test, visit } from './fixtures';

// Playwright switches it off, and the browser without a window has none.
test.use( { launchOptions: { ...launchOptions( true ), ignoreDefaultArgs: [ '--disable-popup-blocking' ] }, allowedNoise: [ /Failed to load resource/ ] } );

test( 'Chromium’s own pop-up blocker on: the small window opens, and the Save goes on', async ( { page, context, wiki } ) => {
	const title = `Popup ${ Math.random() }`;
	await page.addInitScript( () => {
		window.addEventListener( 'load', () => Object.assign( window, { isBlocked: !window.open( 'about:blank' ) } ) );
	} );
	await visit( page, wiki.url, { title, action: 'edit' } );
	expect( await page.evaluate( () => ( window as unknown as { isBlocked: boolean } ).isBlocked ), 'where nobody has pressed anything' ).toBe( true );
	await page.locator( '#wpTextbox1' ).fill( 'The Snark was a Boojum, you see' );
	await settle( page );
	await logOutElsewhere( context, wiki.url );
	await page.clock.install();
	await page.clock.fastForward( 60000 );
	await page.locator( '#wpSave' ).click();
	const [ popup ] = await Promise.all( [ page.waitForEvent( 'popup' ), page.getByRole( 'link', { name: 'Log in as Alice' } ).click() ] );
	await popup.locator( '#wpPassword1' ).fill( ALICE.password );
	await settle( popup );
	await popup.locator( '#wpPassword1' ).press( 'Enter' );
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
} );
