import type { Page } from '@playwright/test';
import { countRequests, expect, settle, test, visit } from './fixtures';

const SUBMIT = /index\.php\?.*action=submit/;

/** Opens an edit form and writes something; the proof that came with the page grows old. */
async function write( page: Page, url: string ): Promise<string> {
	const title = `Guest ${ Math.random() }`;
	await visit( page, url, { title, action: 'edit', useskin: 'vector' } );
	await page.locator( '#wpTextbox1' ).fill( 'Beware the Jubjub bird' );
	await settle( page );
	await page.clock.install();
	await page.clock.fastForward( 60000 );
	return title;
}

/** How many revisions a page has. */
async function revisionsOf( page: Page, url: string, title: string ): Promise<number> {
	const answer = await page.context().request.get( `${ url }/api.php`, {
		params: { action: 'query', titles: title, prop: 'revisions', rvlimit: 9, format: 'json', formatversion: 2 }
	} );
	return ( ( await answer.json() ).query.pages[ 0 ].revisions ?? [] ).length;
}

test( 'beside a gadget that asks before it logs out, too: one question', async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.evaluate( async () => {
		await mw.loader.using( 'oojs-ui-windows' );
		$( '#pt-logout a, #pt-session-guard-logout a' ).on( 'click', ( event ) => {
			event.preventDefault();
			void ( window as unknown as { OO: { ui: { confirm( text: string ): unknown } } } ).OO.ui.confirm( 'Are you sure you want to log out?' );
		} );
	} );
	await page.locator( '#pt-session-guard-logout a' ).click();
	await page.locator( '.session-guard-question' ).waitFor();
	await expect( page.locator( '.oo-ui-messageDialog-content' ) ).toHaveCount( 0 );
	await page.keyboard.press( 'Escape' );
	await page.locator( '.session-guard-question' ).waitFor( { state: 'detached' } );
	// Core's own, which some skins show elsewhere.
	await page.evaluate( () => document.querySelector<HTMLElement>( '#pt-logout a' )?.click() );
	await page.locator( '.session-guard-question' ).waitFor();
	await expect( page.locator( '.oo-ui-messageDialog-content' ) ).toHaveCount( 0 );
} );

test( 'what another gadget stops stays stopped, and it is asked once', async ( { page, wiki } ) => {
	const title = await write( page, wiki.url );
	await page.evaluate( () => {
		Object.assign( window, { stopped: 0 } );
		$( '#editform' ).on( 'submit', ( event ) => {
			( window as unknown as { stopped: number } ).stopped++;
			event.preventDefault();
		} );
	} );
	const sent = countRequests( page, SUBMIT );
	await Promise.all( [ page.waitForResponse( /checktoken/ ), page.locator( '#wpSave' ).click() ] );
	await expect.poll( () => page.evaluate( () => ( window as unknown as { stopped: number } ).stopped ) ).toBe( 1 );
	await settle( page );
	expect( sent() ).toBe( 0 );
	expect( await revisionsOf( page, wiki.url, title ) ).toBe( 0 );
	await expect( page.locator( '#wpTextbox1' ) ).toHaveValue( 'Beware the Jubjub bird' );
} );

for ( const [ how, press ] of Object.entries( {
	'a double click on Save': ( page: Page ) => page.locator( '#wpSave' ).dblclick(),
	'Enter twice in the summary': async ( page: Page ) => {
		await page.locator( '#wpSummary' ).focus();
		await page.keyboard.press( 'Enter' );
		await page.keyboard.press( 'Enter' );
	},
	'its access key twice': async ( page: Page ) => {
		const devTools = await page.context().newCDPSession( page );
		// Playwright’s own says nothing of the letter behind Alt, by which Chromium finds the button.
		for ( const type of [ 'keyDown', 'keyUp', 'keyDown', 'keyUp' ] as const ) {
			await devTools.send( 'Input.dispatchKeyEvent', { type, modifiers: 1, key: 's', code: 'KeyS', unmodifiedText: 's', windowsVirtualKeyCode: 83 } );
		}
	}
} ) ) {
	test( `${ how }, while the wiki is asked: sent once, and other gadgets hear of it once`, async ( { page, wiki } ) => {
		const title = await write( page, wiki.url );
		const sent = countRequests( page, SUBMIT );
		let heard = 0;
		await page.exposeFunction( 'hear', () => heard++ );
		await page.evaluate( () => document.addEventListener( 'submit', () => ( window as unknown as { hear(): void } ).hear() ) );
		let pressed = (): void => {};
		const presses = new Promise<void>( ( resolve ) => {
			pressed = resolve;
		} );
		await page.route( /action=checktoken/, async ( route ) => {
			await presses;
			await route.continue();
		} );
		await press( page );
		expect( sent() ).toBe( 0 );
		pressed();
		await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
		expect( [ sent(), heard ] ).toEqual( [ 1, 1 ] );
		expect( await revisionsOf( page, wiki.url, title ) ).toBe( 1 );
	} );
}
