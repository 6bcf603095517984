import type { Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ADMIN, ALICE } from '../wiki/accounts.mjs';
import { checkNow, expect, setOption, test, visit } from './fixtures';

const DIALOG = '.session-guard-question';

/**
 * Core's forms that carry the page's token: what is done in each, what sends it, and what is there
 * when it worked. (On Special:Preferences MediaWiki runs no gadget.)
 */
const FORMS: { what: string; title: string; fill: ( page: Page ) => Promise<unknown>; send: string; done: string }[] = [
	{
		what: 'moving a page',
		title: 'Special:MovePage/Walrus',
		fill: ( page ) => page.locator( '[name="wpNewTitleMain"]' ).fill( `Carpenter ${ Math.random() }` ),
		send: '[name="wpMove"]',
		done: 'has been moved'
	},
	{
		what: 'an upload',
		title: 'Special:Upload',
		fill: async ( page ) => {
			const [ width, height ] = [ 0, 0 ].map( () => 20 + Math.floor( 500 * Math.random() ) ) as [ number, number ];
			const picture = await page.screenshot( { clip: { x: 0, y: 0, width, height } } );
			await page.locator( '[name="wpUploadFile"]' ).setInputFiles( { name: 'Cheshire.png', mimeType: 'image/png', buffer: picture } );
			await page.locator( '[name="wpDestFile"]' ).fill( `Cheshire ${ Math.random() }.png` );
		},
		send: '[name="wpUpload"]',
		done: 'Cheshire'
	}
];

for ( const { what, title, fill, send, done } of FORMS ) {
	test( `${ what }: done at the first try after the session was lost, held when nobody is logged in`, async ( { page, context, wiki } ) => {
		await page.goto( `${ wiki.url }/index.php?title=Jabberwocky&safemode=1` );
		await logIn( context, wiki.url, ALICE, { remember: true } );
		await page.evaluate( () => new mw.Api().postWithToken( 'csrf', { action: 'edit', title: 'Walrus', text: `Time has come ${ Math.random() }` } ) );
		await page.clock.install();
		await visit( page, wiki.url, { title } );
		await fill( page );
		const cookies = await context.cookies();
		await context.clearCookies();
		await page.clock.fastForward( 60000 );
		await page.locator( send ).first().click();
		await expect( page.locator( DIALOG ) ).toContainText( 'is on hold' );
		await page.locator( DIALOG ).getByRole( 'button', { name: 'Cancel' } ).click();

		await context.addCookies( cookies );
		await context.clearCookies( { name: /_session$/ } );
		await page.clock.fastForward( 60000 );
		await page.locator( send ).first().click();
		await expect( page.locator( 'body' ) ).toContainText( done );
		await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
	} );
}

test( 'forms whose token is of another kind are never touched', async ( { page, context, wiki } ) => {
	await logIn( context, wiki.url, ADMIN, { remember: true } );
	await setOption( context, wiki.url, 'gadget-SessionGuard', '1' );
	for ( const action of [ 'delete', 'protect' ] ) {
		await visit( page, wiki.url, { action } );
		const field = page.locator( '#mw-content-text [name="wpEditToken"]' ).first();
		const salted = await field.inputValue();
		expect( salted ).not.toBe( await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) );
		await context.clearCookies( { name: /_session$/ } );
		await checkNow( page );
		await expect.poll( () => page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) ).not.toBe( salted );
		await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'valid' );
		await expect( field ).toHaveValue( salted );
	}
} );
