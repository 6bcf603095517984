import type { Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { BOB } from '../wiki/accounts.mjs';
import { SKINS, checkNow, expect, logOutElsewhere, openUserMenu, test, visit, whoIsLoggedIn } from './fixtures';

/** All that is worded as a way out, ours or core's. */
const LOGOUT_LINKS = 'a[href*="UserLogout"]';
const DIALOG = '.session-guard-question';

/** Clicks the link that is visible, and waits for the dialog. */
async function ask( page: Page, skin = 'vector' ): Promise<void> {
	await openUserMenu( page, skin );
	await page.locator( '#pt-session-guard-logout a' ).click();
	await expect( page.locator( DIALOG ) ).toBeVisible();
}

for ( const skin of SKINS ) {
	test.describe( skin, () => {
		test( 'one log out link, which asks and logs out', async ( { page, context, wiki } ) => {
			await visit( page, wiki.url, { useskin: skin } );
			await openUserMenu( page, skin );
			const visible = page.locator( LOGOUT_LINKS ).filter( { visible: true } );
			await expect( visible ).toHaveCount( 1 );
			await expect( visible ).toHaveText( /log out/i );

			await visible.click();
			await expect( page.getByRole( 'dialog', { name: 'Log out Alice?' } ) ).toBeVisible();
			expect( await whoIsLoggedIn( context, wiki.url ) ).toBe( 'Alice' );
			await page.keyboard.press( 'Enter' );
			await expect( page ).toHaveURL( /title=Special:UserLogout&returnto=Jabberwocky/ );
			await expect( page.locator( '#mw-content-text' ) ).toContainText( 'You are now logged out' );
			expect( await whoIsLoggedIn( context, wiki.url ) ).toBeNull();
		} );

		test( 'Escape cancels, and the focus is where it was', async ( { page, context, wiki } ) => {
			await visit( page, wiki.url, { useskin: skin } );
			await ask( page, skin );
			await page.keyboard.press( 'Escape' );
			await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
			// Vector 2022 closes its menu when the focus leaves it: then its button has it.
			await expect( page.locator( '#pt-session-guard-logout a, #vector-user-links-dropdown-checkbox' ).filter( { visible: true } ).first() ).toBeFocused();
			expect( await whoIsLoggedIn( context, wiki.url ) ).toBe( 'Alice' );
		} );

	} );

	test.describe( skin, () => {
		test.use( { allowedNoise: [ /ERR_FAILED/ ] } );

		test( 'without the gadget’s script, core’s link works as always', { tag: '@gadget' }, async ( { page, context, wiki } ) => {
			await page.route( ( url ) => url.pathname.endsWith( '/load.php' ) && /ext\.gadget/.test( String( url.searchParams.get( 'modules' ) ) ), ( route ) => route.abort() );
			await page.goto( `${ wiki.url }/index.php?title=Jabberwocky&useskin=${ skin }` );
			await page.waitForFunction( () => mw.loader.getState( 'mediawiki.page.ready' ) === 'ready' );
			await openUserMenu( page, skin );
			const visible = page.locator( LOGOUT_LINKS ).filter( { visible: true } );
			await expect( visible ).toHaveCount( 1 );
			await visible.click();
			await expect( page ).toHaveURL( /UserLogout/ );
			await expect.poll( () => whoIsLoggedIn( context, wiki.url ) ).toBeNull();
		} );
	} );
}

test( 'Vector 2022’s sticky header goes the same way', async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector-2022' } );
	await page.mouse.wheel( 0, 900 );
	await page.locator( '#vector-sticky-header #vector-user-links-dropdown-sticky-header-checkbox, #vector-sticky-header .vector-user-links input' ).first().click();
	const visible = page.locator( LOGOUT_LINKS ).filter( { visible: true } );
	await expect( visible ).toHaveCount( 1 );
	await visible.click();
	await expect( page.locator( DIALOG ) ).toBeVisible();
} );

test( 'the buttons of the dialog', async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await ask( page );
	await expect( page.getByRole( 'button', { name: 'Log out', exact: true } ) ).toBeFocused();
	await page.keyboard.press( 'Shift+Tab' );
	await expect( page.getByRole( 'button', { name: 'Cancel' } ) ).toBeFocused();
	await page.keyboard.press( 'Enter' );
	await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
	await ask( page );
} );

test( 'somebody who is logged out already is logged out', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await logOutElsewhere( context, wiki.url );
	await ask( page );
	await page.keyboard.press( 'Enter' );
	await expect( page ).toHaveURL( /UserLogout/ );
} );

test( 'another account’s session is left alone', async ( { page, context, wiki } ) => {
	const indicator = await visit( page, wiki.url, { useskin: 'vector' } );
	await logIn( context, wiki.url, BOB );
	await ask( page );
	await page.keyboard.press( 'Enter' );
	// Said once, with the ways out.
	const notice = page.locator( '.mw-notification:not( .mw-notification-replaced )' );
	await expect( notice.filter( { hasText: 'Bob is logged in now' } ) ).toBeVisible();
	await expect( notice ).toHaveCount( 1 );
	await expect( notice.getByRole( 'link', { name: 'Log in as Alice' } ) ).toBeVisible();
	await expect( indicator ).toHaveAttribute( 'data-state', 'switched' );
	expect( await whoIsLoggedIn( context, wiki.url ) ).toBe( 'Bob' );
} );

test.describe( 'errors', () => {
	test.use( { allowedNoise: [ /Failed to load resource/ ] } );

	// 1.43.0 to 1.43.8, 1.44 and 1.45: `mw.Api#getErrorMessage` knows no plain text there.
	test( 'have words, whichever MediaWiki it is', async ( { page, wiki } ) => {
		await visit( page, wiki.url, { useskin: 'vector' } );
		await page.evaluate( () => {
			mw.Api.prototype.getErrorMessage = ( data: { errors?: Record<string, string>[] } ) => $( ( data.errors ?? [] ).map(
				( error ) => $( '<div>' ).html( error[ '*' ] || String( error.html ?? '' ) )[ 0 ] as HTMLElement
			) );
		} );
		await page.route( /api\.php/, ( route ) => route.request().method() === 'POST' ?
			route.fulfill( { json: { errors: [ { code: 'readonly', text: 'The Red King sleeps.' } ] } } ) :
			route.continue() );
		await ask( page );
		await page.keyboard.press( 'Enter' );
		await expect( page.locator( '.mw-notification-type-error' ) ).toHaveText( /^The Red King sleeps\.$/ );
	} );

	test( 'are told in the wiki’s own words, and the link can be used again', async ( { page, context, wiki } ) => {
		await visit( page, wiki.url, { useskin: 'vector' } );
		// The words are data: nothing in them becomes HTML.
		await page.route( /api\.php/, ( route ) => route.request().method() === 'POST' ?
			route.fulfill( { json: { errors: [ { code: 'readonly', text: 'The Red King <b id="injected">sleeps</b>.' } ] } } ) :
			route.continue() );
		await ask( page );
		await page.keyboard.press( 'Enter' );
		const notice = page.locator( '.mw-notification:not( .mw-notification-replaced )' );
		await expect( notice ).toHaveCount( 1 );
		await expect( notice ).toContainText( 'The Red King <b id="injected">sleeps</b>.' );
		await expect( page.locator( '#injected' ) ).toHaveCount( 0 );

		await page.unrouteAll();
		await page.route( /api\.php/, ( route ) => route.abort() );
		await ask( page );
		await page.keyboard.press( 'Enter' );
		await expect( notice ).toContainText( 'Could not connect to the server' );
		await page.unrouteAll();

		await ask( page );
		await page.keyboard.press( 'Enter' );
		await expect( page ).toHaveURL( /UserLogout/ );
		expect( await whoIsLoggedIn( context, wiki.url ) ).toBeNull();
	} );
} );

test( 'what extensions add to core’s logout is sent by ours too', async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.evaluate( () => {
		// As MediaWiki 1.44 and later have it; 1.43 lets us see that we look for it.
		mw.Api.prototype.prepareExtensibleApiRequest ??= function ( hook: string ) {
			const data = { params: {}, promise: $.Deferred().resolve().promise() };
			mw.hook( hook ).fire( data );
			return data.promise.then( () => data.params );
		} as typeof mw.Api.prototype.prepareExtensibleApiRequest;
		mw.hook( 'extendLogout' ).add( ( data: { params: Record<string, string>; promise: JQuery.Promise<void> } ) => {
			data.promise = data.promise.then( () => {
				data.params.hint = 'callooh callay';
			} );
		} );
	} );
	await ask( page );
	const [ request ] = await Promise.all( [
		page.waitForRequest( ( sent ) => sent.method() === 'POST' && sent.url().includes( 'api.php' ) ),
		page.keyboard.press( 'Enter' )
	] );
	expect( request.postData() ).toContain( 'hint=callooh' );
	await expect( page ).toHaveURL( /UserLogout/ );
} );

test( 'an Enter that is held down opens the dialog, and does not answer it', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.locator( '#pt-session-guard-logout a' ).focus();
	await page.keyboard.down( 'Enter' );
	await expect( page.locator( DIALOG ) ).toBeVisible();
	await page.keyboard.down( 'Enter' );
	await page.keyboard.down( 'Enter' );
	await page.keyboard.up( 'Enter' );
	await expect( page.locator( DIALOG ) ).toBeVisible();
	expect( await whoIsLoggedIn( context, wiki.url ) ).toBe( 'Alice' );
} );

test( 'Enter confirms beside the buttons too', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await ask( page );
	await page.locator( '.session-guard-question h2' ).click();
	await page.keyboard.press( 'Enter' );
	await expect( page ).toHaveURL( /UserLogout/ );
	expect( await whoIsLoggedIn( context, wiki.url ) ).toBeNull();
} );

test( 'a check that was sent before does not decide', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	let answer = (): void => {};
	await page.route( /checktoken/, async ( route ) => {
		const response = await route.fetch();
		await new Promise<void>( ( resolve ) => {
			answer = resolve;
		} );
		await route.fulfill( { response } );
	}, { times: 1 } );
	await Promise.all( [ page.waitForRequest( /checktoken/ ), checkNow( page ) ] );
	await expect.poll( () => String( answer ) ).toContain( 'native' );
	await logOutElsewhere( context, wiki.url );
	await ask( page );
	await Promise.all( [ page.waitForResponse( ( response ) => response.request().method() === 'POST' ), page.keyboard.press( 'Enter' ) ] );
	answer();
	await expect( page ).toHaveURL( /UserLogout/ );
} );

test( 'who stays on the page, because of unsaved text, is told the truth', async ( { page, wiki } ) => {
	const indicator = await visit( page, wiki.url, { useskin: 'vector', action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( 'One, two! One, two! And through and through' );
	page.on( 'dialog', ( dialog ) => void dialog.dismiss() );
	await ask( page );
	await Promise.all( [ page.waitForEvent( 'dialog' ), page.keyboard.press( 'Enter' ) ] );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	await expect( page.locator( '#wpTextbox1' ) ).toHaveValue( /through and through/ );
	// Nobody is logged in any more: there is nothing to ask but what the browser asks.
	await Promise.all( [ page.waitForEvent( 'dialog' ), page.locator( '#pt-session-guard-logout a' ).click() ] );
	await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
} );

test.describe( 'an answer that is none', () => {
	test( 'is no logout', async ( { page, wiki } ) => {
		await visit( page, wiki.url, { useskin: 'vector' } );
		await page.route( /api\.php/, ( route ) => route.fulfill( { json: { status: 'ok' } } ) );
		await ask( page );
		await page.keyboard.press( 'Enter' );
		await expect( page.locator( '.mw-notification-type-error' ) ).toBeVisible();
		await expect( page ).toHaveURL( /Jabberwocky/ );
	} );
} );

test( 'clicks on what is no element, and on a link without an address, do no harm', async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.evaluate( () => {
		document.dispatchEvent( new MouseEvent( 'click', { bubbles: true } ) );
		document.querySelector( '#pt-logout a' )?.removeAttribute( 'href' );
		document.querySelector<HTMLElement>( '#pt-logout a' )?.click();
	} );
	await expect( page.locator( DIALOG ) ).toBeVisible();
	await page.keyboard.press( 'Escape' );
	await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
	await ask( page );
} );

test( 'on a wiki with CentralAuth, it says that all devices are logged out', async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	// The extension is not among Debian’s: this is how its module is known to a page.
	await page.evaluate( () => ( mw.loader as unknown as { register( modules: string[][] ): void } ).register( [ [ 'ext.centralauth.centralautologin', '12345' ] ] ) );
	await ask( page );
	await expect( page.locator( DIALOG ) ).toContainText( 'all your devices' );
} );

test( 'where the rest of the gadget does not come, the link leads to core’s own page, which asks too', { tag: '@gadget' }, async ( { page, wiki } ) => {
	await page.clock.install();
	await page.route( /load\.php.*SessionGuard-more/, () => {} );
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.locator( '#pt-session-guard-logout a' ).click();
	await page.clock.fastForward( 11000 );
	await expect( page ).toHaveURL( /UserLogout/ );
	await expect( page.locator( '#mw-content-text form button, #mw-content-text form input[type="submit"]' ).first() ).toBeVisible();
} );

test( 'where the wiki can log out everywhere, the question offers it', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await ask( page );
	await expect( page.locator( DIALOG ).getByRole( 'checkbox' ), 'this one cannot' ).toHaveCount( 0 );
	await page.keyboard.press( 'Escape' );

	// As MediaWiki 1.47 answers.
	await page.evaluate( () => mw.config.set( 'wgVersion', '1.47.0' ) );
	await page.route( /action=paraminfo/, ( route ) => route.fulfill( {
		json: { paraminfo: { modules: [ { name: 'logout', parameters: [ { name: 'global', type: 'boolean' }, { name: 'token' } ] } ] } }
	} ) );
	await page.locator( '#pt-session-guard-logout a' ).click();
	const box = page.locator( DIALOG ).getByRole( 'checkbox', { name: 'all other devices' } );
	await box.check();
	const [ request ] = await Promise.all( [
		page.waitForRequest( ( sent ) => /action=logout/.test( String( sent.postData() ) ) ),
		page.locator( DIALOG ).getByRole( 'button', { name: 'Log out' } ).click()
	] );
	expect( new URLSearchParams( String( request.postData() ) ).get( 'global' ) ).toBe( 'true' );
	await expect( page ).toHaveURL( /UserLogout/ );
	expect( await whoIsLoggedIn( context, wiki.url ) ).toBeNull();
} );
