import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { expect, pass, testOnOwnWiki as test } from './fixtures';

/** How long a session lives, in s. */
const LIFETIME = 8;

for ( const gadget of [ true, false ] ) {
	test( `a writer who takes ${ gadget ? 'ten times the session’s lifetime: saved at the first try' : 'twice that, with MediaWiki alone: not saved' }`, async ( { page, context, ownWiki: wiki } ) => {
		test.slow();
		await wiki.configure?.( `$wgObjectCacheSessionExpiry = ${ LIFETIME };` );
		await logIn( context, wiki.url, ALICE );
		// The browser's clock runs as much faster as the session lives shorter than an hour.
		await page.clock.install();
		const title = `Writer ${ String( gadget ) }`;
		await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title, action: 'edit', ...( !gadget && { safemode: '1' } ) } ) }` );
		// Core stashes what is typed, which keeps a session alive too: its writer pauses to think.
		await page.locator( '#wpTextbox1' ).pressSequentially( 'uffish thought ' );
		const begin = Date.now();
		while ( Date.now() - begin < ( gadget ? 10 : 2 ) * LIFETIME * 1000 ) {
			if ( gadget ) {
				await page.locator( '#wpTextbox1' ).pressSequentially( 'uffish thought ' );
				// Not `runFor`: it would let a request run out of time before it is sent.
				await pass( page, 5.1 );
			}
			// The server's clock is the real one.
			await new Promise( ( resolve ) => {
				setTimeout( resolve, LIFETIME * 1000 / 4 );
			} );
		}
		await page.locator( '#wpSave' ).click();
		if ( gadget ) {
			await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
			await expect( page.locator( '#mw-content-text' ) ).toContainText( 'uffish thought' );
		} else {
			await expect( page.locator( '#mw-content-text' ) ).toContainText( 'loss of session data' );
		}
	} );
}
