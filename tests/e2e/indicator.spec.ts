import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { readyWiki } from '../wiki/ready.mjs';
import { SKINS, expect, test, visit } from './fixtures';

// Echo stands beside it.
test.use( { isFull: true } );

for ( const skin of SKINS ) {
	for ( const width of [ 1280, 360 ] ) {
		test( `${ skin } at ${ width } px shows the indicator, valid, without a menu opened`, async ( { page, wiki } ) => {
			await page.setViewportSize( { width, height: 800 } );
			const indicator = await visit( page, wiki.url, { useskin: skin } );
			await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
			const button = page.getByRole( 'button', { name: 'Session valid' } );
			await expect( button ).toBeInViewport( { ratio: 1 } );
			// Nothing lies over it: a click arrives.
			await button.hover();
			await expect( button ).toHaveAttribute( 'title', /Alice/ );
		} );
	}
}

test( 'a wiki without Echo has a place for it too', async ( { page, context } ) => {
	test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to configure' );
	test.slow();
	const own = await readyWiki( { isPlain: true } );
	try {
		await context.clearCookies();
		await logIn( context, own.url, ALICE );
		for ( const skin of SKINS ) {
			for ( const width of [ 1280, 360 ] ) {
				await page.setViewportSize( { width, height: 800 } );
				await visit( page, own.url, { useskin: skin } );
				await expect( page.locator( '#pt-notifications-alert' ) ).toHaveCount( 0 );
				const button = page.getByRole( 'button', { name: 'Session valid' } );
				await expect( button, `${ skin }, ${ width }` ).toBeInViewport( { ratio: 1 } );
				await button.click( { trial: true } );
			}
		}
		// Coming near the button may have sent a check, which must not meet a wiki that is gone.
		await page.goto( 'about:blank' );
	} finally {
		await own.remove();
	}
} );

test( 'MonoBook moves it when the window gets narrow, and back', async ( { page, wiki } ) => {
	const indicator = await visit( page, wiki.url, { useskin: 'monobook' } );
	await page.setViewportSize( { width: 360, height: 800 } );
	await expect( indicator ).toBeInViewport();
	await page.setViewportSize( { width: 1280, height: 800 } );
	await expect( page.locator( '#p-personal #pt-session-guard' ) ).toBeInViewport();
} );

test( 'a page that nobody touches sends no request', async ( { page, wiki } ) => {
	const requests: string[] = [];
	page.on( 'request', ( request ) => {
		if ( request.url().includes( 'api.php' ) ) {
			requests.push( request.url() );
		}
	} );
	await visit( page, wiki.url );
	await page.waitForLoadState( 'networkidle' );
	expect( requests ).toEqual( [] );
} );

test( 'it is pressed by mouse, Enter and space: it checks, and opens the panel', async ( { page, wiki } ) => {
	await visit( page, wiki.url );
	const button = page.getByRole( 'button', { name: 'Session valid' } );
	const panel = page.locator( '.session-guard-panel' );
	for ( const press of [ () => button.click(), () => button.press( 'Enter' ), () => button.press( 'Space' ) ] ) {
		await Promise.all( [ page.waitForResponse( /action=checktoken/ ), press() ] );
		await expect( panel ).toBeVisible();
		await page.keyboard.press( 'Escape' );
		await expect( panel ).toBeHidden();
		await expect( button ).toBeFocused();
	}
	expect( new URL( page.url() ).hash ).toBe( '' );
} );

test( 'a reader who is not logged in is left alone', { tag: '@gadget' }, async ( { page, context, wiki } ) => {
	await context.clearCookies();
	await page.goto( `${ wiki.url }/index.php?title=Jabberwocky` );
	await page.evaluate( () => mw.loader.using( 'ext.gadget.SessionGuard' ) );
	await expect( page.locator( '[id*="session-guard"]' ) ).toHaveCount( 0 );
} );
