import path from 'node:path';
import type { Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import { SKINS, checkNow, expect, openUserMenu, test, visit } from './fixtures';

/** Where the pictures go; without it, none are taken: `npm run screenshots`. */
const FOLDER = process.env.SESSION_GUARD_SCREENSHOTS;

/** Skins that can be dark, and how an address says so. */
const DARK: Record<string, Record<string, string>> = { 'vector-2022': { vectornightmode: '1' }, minerva: { minervanightmode: '1' } };

test.skip( !FOLDER, 'npm run screenshots' );
test.use( { isFull: true, allowedNoise: [ /./ ] } );

for ( const skin of SKINS ) {
	for ( const uselang of [ 'en', 'he' ] ) {
		for ( const mode of DARK[ skin ] ? [ 'light', 'dark' ] : [ 'light' ] ) {
			for ( const width of [ 1280, 360 ] ) {
				test( `${ skin }, ${ uselang }, ${ mode }, ${ width }`, async ( { page, context, wiki } ) => {
					test.slow();
					const take = ( what: string, height?: number ): Promise<unknown> => page.screenshot( {
						path: path.join( String( FOLDER ), `${ skin }-${ uselang }-${ mode }-${ width }-${ what }.png` ),
						animations: 'disabled',
						...( height && { clip: { x: 0, y: 0, width, height } } )
					} );
					await page.setViewportSize( { width, height: 800 } );
					const params = { useskin: skin, uselang, ...( mode === 'dark' && DARK[ skin ] ), action: 'edit', title: 'Walrus' };
					await visit( page, wiki.url, params );
					await states( page, take );

					await logIn( context, wiki.url, ALICE );
					await visit( page, wiki.url, params );
					await page.locator( '#wpTextbox1' ).fill( 'The time has come' );
					await openUserMenu( page, skin );
					await page.evaluate( () => document.querySelector<HTMLElement>( '#pt-session-guard-logout a, a.menu__item--logout' )?.click() );
					await page.locator( '.session-guard-question' ).waitFor();
					await take( 'log-out' );
					await page.keyboard.press( 'Escape' );
					await panel( page, take );

					await context.clearCookies();
					await page.clock.install();
					await page.clock.fastForward( 60000 );
					// By keyboard: Timeless’s open menu covers a narrow page.
					await page.locator( '#wpSave' ).press( 'Enter' );
					await page.locator( '.session-guard-question' ).waitFor();
					await take( 'held-save' );
				} );
			}
		}
	}
}

/** Every state of the indicator. */
async function states( page: Page, take: ( what: string, height?: number ) => Promise<unknown> ): Promise<void> {
	const indicator = page.locator( '#pt-session-guard' );
	await take( 'valid', 160 );
	await indicator.locator( 'a' ).focus();
	await take( 'focus', 160 );
	await page.route( /checktoken/, () => {} );
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'checking' );
	await take( 'checking', 160 );
	await page.unrouteAll();
	await page.reload();
	await page.route( /checktoken/, ( route ) => route.abort() );
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'unreachable' );
	await take( 'unreachable', 160 );
	await page.unrouteAll();
	await logIn( page.context(), new URL( page.url() ).origin, BOB );
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'switched' );
	await page.locator( '.mw-notification' ).waitFor();
	await take( 'switched' );
	await page.context().clearCookies();
	await checkNow( page );
	await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	await take( 'logged-out' );
}

/** Each part of the panel, and each state in it; at its end, nobody is logged in. */
async function panel( page: Page, take: ( what: string ) => Promise<unknown> ): Promise<void> {
	await page.locator( '#pt-session-guard a' ).press( 'Enter' );
	const dialog = page.locator( '.session-guard-panel' );
	await dialog.waitFor();
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'valid' );
	await take( 'panel' );
	const parts = await dialog.locator( 'details' ).all();
	for ( const [ index, part ] of parts.entries() ) {
		await part.locator( 'summary' ).click();
		const button = part.locator( 'button' ).first();
		const token = part.locator( '.session-guard-masked' );
		if ( await token.count() ) {
			await button.click();
			await take( 'panel-error' );
			await token.fill( await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) );
		}
		await button.click();
		await expect( part.locator( '.cdx-message:not( .cdx-message--error ), tbody tr:nth-child( 7 )' ).first() ).toBeVisible();
		await part.evaluate( ( element ) => element.scrollIntoView() );
		await take( `panel-${ index + 1 }` );
		await part.locator( 'summary' ).click();
	}
	await dialog.evaluate( ( element ) => element.scrollTo( 0, 0 ) );
	const check = dialog.locator( 'section button' ).first();
	await page.route( /checktoken/, ( route ) => route.abort() );
	await check.click();
	await expect( dialog.locator( 'dd .cdx-message--warning' ) ).toBeVisible();
	await take( 'panel-unreachable' );
	await page.unrouteAll();
	await logIn( page.context(), new URL( page.url() ).origin, BOB );
	await check.click();
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'switched' );
	await take( 'panel-switched' );
	await page.context().clearCookies();
	await check.click();
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'logged-out' );
	await take( 'panel-logged-out' );
	await page.keyboard.press( 'Escape' );
}
