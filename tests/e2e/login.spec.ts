import type { BrowserContext, Locator, Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { editAs } from './doors';
import { authorsOf, expect, logOutElsewhere, settle, testOnOwnWiki as test, visit } from './fixtures';

/** Settings, in PHP: whoever has a short password is asked for another one when they log in. */
const SECOND_STEP = '$wgPasswordPolicy["policies"]["default"]["MinimalPasswordLength"] = [ "value" => 100, "suggestChangeOnLogin" => true ];';

/** Alice writes, and her Save is held, since she was logged out elsewhere. */
async function holdSave( page: Page, context: BrowserContext, wiki: Wiki ): Promise<{
	title: string;
	text: string;
	link: Locator;
	isSaved: () => Promise<void>;
}> {
	const text = `Beware the Jubjub bird ${ Math.random() }`;
	await logIn( context, wiki.url, ALICE );
	const title = `Login ${ Math.random() }`;
	await visit( page, wiki.url, { title, action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( text );
	await settle( page );
	await logOutElsewhere( context, wiki.url );
	await page.clock.install();
	await page.clock.fastForward( 60000 );
	await page.locator( '#wpSave' ).click();
	return {
		title,
		text,
		link: page.locator( '.session-guard-question' ).getByRole( 'link', { name: 'Log in as Alice' } ),
		async isSaved() {
			await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
			await expect( page.locator( '#mw-content-text' ) ).toContainText( text );
			expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
		}
	};
}

/** Fills in the login form. */
async function fillIn( popup: Page ): Promise<void> {
	await popup.locator( '#wpPassword1' ).fill( ALICE.password );
	await settle( popup );
	await popup.locator( '#wpPassword1' ).press( 'Enter' );
}

test.afterEach( ( { ownWiki: wiki } ) => wiki.configure?.( '' ) );

test( 'a login that asks for something else after the password: the Save waits until that is done, too', async ( { page, context, ownWiki: wiki } ) => {
	const { link, isSaved } = await holdSave( page, context, wiki );
	await wiki.configure?.( SECOND_STEP );
	const [ popup ] = await Promise.all( [ page.waitForEvent( 'popup' ), link.click() ] );
	await fillIn( popup );
	const skip = popup.locator( '[name="skipReset"]' );
	await skip.waitFor();
	await page.evaluate( () => window.dispatchEvent( new Event( 'focus' ) ) );
	await settle( page );
	await expect( page.locator( '.session-guard-question' ) ).toContainText( 'Waiting for you to log in' );
	const closed = popup.waitForEvent( 'close' );
	await skip.click();
	await isSaved();
	await closed;
} );

test( 'a login that goes by way of another host', async ( { page, context, ownWiki: wiki } ) => {
	const { link, isSaved } = await holdSave( page, context, wiki );
	const there = wiki.url.replace( '127.0.0.1', 'localhost' );
	await context.route( /^http:\/\/127.*[/=]Special:UserLogin/, ( route ) => route.fulfill( {
		status: 302, headers: { Location: route.request().url().replace( wiki.url, there ) }
	} ) );
	// What such a host does by a token in the address.
	await context.route( ( { origin } ) => origin === there, async ( route ) => {
		if ( route.request().method() === 'POST' ) {
			await logIn( context, wiki.url, ALICE );
		}
		await route.continue();
	} );
	const [ popup ] = await Promise.all( [ page.waitForEvent( 'popup' ), link.click() ] );
	await popup.waitForURL( ( { origin } ) => origin === there );
	await expect( popup.locator( '#wpName1' ) ).toHaveValue( 'Alice' );
	const closed = popup.waitForEvent( 'close' );
	await fillIn( popup );
	await isSaved();
	await closed;
} );

test( 'where the wiki itself wants to see who it is before a form is sent, its window is not late, and nothing of ours is in its way', async ( { page, context, ownWiki: wiki } ) => {
	await logIn( context, wiki.url, ALICE );
	const title = `Reauth ${ Math.random() }`;
	await visit( page, wiki.url, { title, action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( 'Twas brillig' );
	await settle( page );
	// As MediaWiki 1.47 does it.
	await page.evaluate( () => {
		const form = document.querySelector( '#editform' ) as HTMLFormElement;
		mw.config.set( { wgReauthOperation: 'edit', wgReauthCurrentlyRequired: true } );
		form.addEventListener( 'submit', ( event ) => {
			if ( mw.config.get( 'wgReauthCurrentlyRequired' ) ) {
				event.preventDefault();
				const { isActive } = navigator.userActivation;
				window.addEventListener( 'message', ( { data } ) => {
					if ( data === 'seen' ) {
						mw.config.set( 'wgReauthCurrentlyRequired', false );
						form.requestSubmit( event.submitter );
					}
				} );
				Object.assign( window, { reauth: isActive } );
			}
		} );
	} );
	await page.clock.install();
	await page.clock.fastForward( 60000 );
	const checks: string[] = [];
	page.on( 'request', ( request ) => {
		if ( /checktoken/.test( request.url() ) ) {
			checks.push( request.url() );
		}
	} );
	await page.locator( '#wpSave' ).press( 'Enter' );
	expect( await page.evaluate( () => ( window as unknown as { reauth: boolean } ).reauth ), 'while the press may still open a window' ).toBe( true );
	await expect( page.locator( '.session-guard-question' ) ).toHaveCount( 0 );
	await page.evaluate( () => window.postMessage( 'seen' ) );
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	await expect( page.locator( '#mw-content-text' ) ).toContainText( 'Twas brillig' );
	expect( checks.length ).toBeLessThanOrEqual( 1 );
} );

for ( const [ what, settings, words, field ] of [
	[ 'an edit conflict', '', 'Edit conflict', '#wpTextbox2' ],
	[ 'a filter', '$wgSpamRegex = [ "/Jubjub/" ];', 'spam', '#wpTextbox2' ],
	[ 'a captcha', '$extensions[] = "ConfirmEdit"; $wgCaptchaTriggers = [ "edit" => true ];', 'captcha', '#wpTextbox1' ]
] as const ) {
	test( `what comes after the login is core’s own page, with the text: ${ what }`, async ( { page, context, ownWiki: wiki } ) => {
		const { title, text, link } = await holdSave( page, context, wiki );
		if ( !settings ) {
			await editAs( { wiki, title, context }, BOB, 'The Walrus was here' );
		}
		await wiki.configure?.( settings );
		const [ popup ] = await Promise.all( [ page.waitForEvent( 'popup' ), link.click() ] );
		await fillIn( popup );
		await expect( page ).toHaveURL( /action=submit/ );
		await expect( page.locator( 'body' ) ).toContainText( new RegExp( words, 'i' ) );
		await expect( page.locator( field ) ).toHaveValue( new RegExp( text ) );
		await expect.poll( () => page.evaluate( () => mw.config.get( 'wgUserName' ) ) ).toBe( 'Alice' );
		expect( ( await authorsOf( context, wiki.url, [ title ] ) )[ 0 ] ).not.toBe( 'Alice' );
	} );
}
