import { launchOptions } from '../browser.mjs';
import { expect, test, visit } from './fixtures';

// Playwright switches it off.
test.use( { launchOptions: { ...launchOptions( true ), ignoreDefaultArgs: [ '--disable-back-forward-cache' ] } } );

test( 'Back to a page from before the logout, from the browser’s own cache: it knows', async ( { page, wiki } ) => {
	const indicator = await visit( page, wiki.url, { useskin: 'vector' } );
	await page.evaluate( () => Object.assign( window, { kept: true } ) );
	await page.locator( '#pt-session-guard-logout a' ).click();
	await page.locator( '.session-guard-question' ).waitFor();
	await page.keyboard.press( 'Enter' );
	await expect( page ).toHaveURL( /UserLogout/ );
	await page.evaluate( () => history.back() );
	await expect( page ).toHaveURL( /title=Jabberwocky/ );
	expect( await page.evaluate( () => 'kept' in window ), 'the very page, not loaded anew' ).toBe( true );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
} );
