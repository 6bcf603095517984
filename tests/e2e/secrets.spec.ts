import { checkNow, expect, hide, logOutElsewhere, openUserMenu, pass, settle, show, test, visit } from './fixtures';
import { ALICE } from '../wiki/accounts.mjs';

test( 'no token, nor part of one, is kept, told or shown', async ( { page, context, wiki } ) => {
	const tokens = new Set<string>();
	const said: string[] = [];
	context.on( 'console', ( message ) => said.push( message.text() ) );
	context.on( 'response', ( response ) => void response.text().then( ( text ) => {
		for ( const [ , token ] of text.matchAll( /"?([0-9a-f]{32})[0-9a-f]{8}\+\\/g ) ) {
			tokens.add( String( token ) );
		}
	}, () => {} ) );

	// A tab that only listens.
	const spy = await context.newPage();
	await spy.goto( `${ wiki.url }/index.php?title=Jabberwocky&safemode=1` );
	await spy.evaluate( () => {
		const heard: unknown[] = [];
		Object.assign( window, { heard } );
		new BroadcastChannel( `session-guard:${ mw.util.wikiScript() }` ).onmessage = ( { data } ) => heard.push( data );
	} );

	await page.clock.install();
	const indicator = await visit( page, wiki.url, { action: 'edit', useskin: 'vector-2022' } );
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	// One that the reader puts in, and what is said of it.
	await page.locator( '#pt-session-guard a' ).press( 'Enter' );
	const panel = page.locator( '.session-guard-panel' );
	await panel.locator( 'summary', { hasText: 'Check a token' } ).click();
	await panel.getByLabel( 'Token', { exact: true } ).fill( encodeURIComponent( await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) ) );
	await panel.getByRole( 'button', { name: 'Check token' } ).click();
	await panel.getByRole( 'button', { name: 'Use that token' } ).click();
	await panel.getByRole( 'button', { name: 'Check token' } ).click();
	await expect( panel.locator( 'form .cdx-message--success' ) ).toBeVisible();
	await page.keyboard.press( 'Escape' );
	await hide( page );
	await logOutElsewhere( context, wiki.url );
	await pass( page, 6 );
	await show( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	// What a script sends meanwhile is held, and sent after a login in the small window.
	const sent = page.evaluate( () => new mw.Api()
		.postWithToken( 'csrf', { action: 'edit', title: 'Jubjub bird', text: String( Math.random() ) } ).then( ( { edit } ) => edit.result as string ) );
	const link = page.locator( '.session-guard-question' ).getByRole( 'link', { name: 'Log in as Alice' } );
	const [ popup ] = await Promise.all( [ page.waitForEvent( 'popup' ), link.click() ] );
	await popup.locator( '#wpPassword1' ).fill( ALICE.password );
	await settle( popup );
	await popup.locator( '#wpPassword1' ).press( 'Enter' );
	expect( await sent ).toBe( 'Success' );
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	await page.route( /api\.php/, ( route ) => route.fulfill( { json: { errors: [ { code: 'readonly', text: 'no' } ] } } ) );
	await openUserMenu( page, 'vector-2022' );
	await page.locator( '#pt-session-guard-logout a' ).click();
	await page.keyboard.press( 'Enter' );
	await expect( page.locator( '.mw-notification-type-error' ) ).toBeVisible();

	const heard = await spy.evaluate( () => JSON.stringify( ( window as unknown as { heard: unknown[] } ).heard ) );
	expect( heard ).toContain( 'proof' );
	const kept = await page.evaluate( async () => JSON.stringify( [
		{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), document.cookie
	] ) );
	expect( kept ).toContain( 'session-guard' );
	const shown = await page.evaluate( () => {
		const copy = document.documentElement.cloneNode( true ) as HTMLElement;
		// Core's own: the form's field, and the data that the page came with.
		copy.querySelectorAll( 'input[name="wpEditToken"], script' ).forEach( ( element ) => element.remove() );
		return copy.outerHTML;
	} );
	expect( tokens.size ).toBeGreaterThan( 2 );
	for ( const token of tokens ) {
		for ( let start = 0; start <= 24; start++ ) {
			const part = token.slice( start, start + 8 );
			// mw.loader keeps core's modules, whose hashes are no tokens: ours are looked at whole.
			expect( heard ).not.toContain( part );
			expect( shown ).not.toContain( part );
			expect( said.join( '\n' ) ).not.toContain( part );
		}
		expect( kept ).not.toContain( token );
	}
	const ours = await page.evaluate( () => Object.entries( localStorage ).filter( ( [ key ] ) => key.startsWith( 'session-guard' ) ).map( ( [ , value ] ) => String( value ) ) );
	for ( const value of ours ) {
		expect( value ).toMatch( /^\{"span":(null|\{"id":[\d.e-]+,"from":\d+,"until":\d+\}),"at":(\d+|null),"dead":\d+\}$/ );
	}
} );
