import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { createRequire } from 'node:module';
import { logOutElsewhere, SKINS, expect, openUserMenu, test, visit } from './fixtures';

const AXE = createRequire( import.meta.url ).resolve( 'axe-core' );

/** What axe finds on a page: rule and element. */
async function violations( page: Page ): Promise<string[]> {
	await page.addScriptTag( { path: AXE } );
	const { violations: found } = await page.evaluate( () => ( window as unknown as { axe: { run( options: RunOptions ): Promise<AxeResults> } } ).axe.run( { resultTypes: [ 'violations' ] } ) );
	return found.flatMap( ( { id, nodes } ) => nodes.map( ( { target } ) => `${ id } ${ target.join( ' ' ) }` ) );
}

for ( const skin of SKINS ) {
	for ( const mode of skin === 'vector-2022' || skin === 'minerva' ? [ 'light', 'dark' ] : [ 'light' ] ) {
		test( `${ skin }, ${ mode }: no violation that the page without the gadget does not have`, async ( { page, context, wiki } ) => {
			test.slow();
			const dark: Record<string, string> = mode === 'dark' ? { vectornightmode: '1', minervanightmode: '1' } : {};
			const params = { useskin: skin, action: 'edit', title: 'Walrus', ...dark };
			await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { ...params, safemode: '1' } ) }`, { waitUntil: 'networkidle' } );
			const without = await violations( page );
			// Core's own button, as it looks when a dialog has closed.
			await page.locator( '#wpSave' ).hover();
			await page.locator( '#wpSave' ).focus();
			without.push( ...await violations( page ) );
			const kinds = without.map( ( violation ) => String( violation.split( ' ' )[ 0 ] ) );
			const expectNoMore = async ( where: string ): Promise<void> => {
				// Ours, or of a kind that was not there before: what stands beside ours may be told apart in another way.
				expect( ( await violations( page ) ).filter( ( violation ) => !without.includes( violation ) && (
					violation.includes( 'session-guard' ) || !kinds.includes( String( violation.split( ' ' )[ 0 ] ) )
				) ), where ).toEqual( [] );
			};

			const indicator = await visit( page, wiki.url, params );
			await page.waitForLoadState( 'networkidle' );
			await expectNoMore( 'indicator' );
			await openUserMenu( page, skin );
			await page.evaluate( () => document.querySelector<HTMLElement>( '#pt-session-guard-logout a, a.menu__item--logout' )?.click() );
			await page.locator( '.session-guard-question' ).waitFor();
			await expectNoMore( 'log out' );
			await page.keyboard.press( 'Escape' );

			await page.reload();
			await indicator.locator( 'a' ).click();
			const panel = page.locator( '.session-guard-panel' );
			await panel.waitFor();
			for ( const summary of await panel.locator( 'summary' ).all() ) {
				await summary.click();
			}
			await panel.getByRole( 'button', { name: 'Check token' } ).click();
			await panel.getByRole( 'button', { name: 'Check all' } ).click();
			await expect( panel ).toContainText( 'Valid: 7' );
			await expectNoMore( 'panel' );
			await page.keyboard.press( 'Escape' );

			await logOutElsewhere( context, wiki.url );
			await page.clock.install();
			await page.clock.fastForward( 60000 );
			await page.locator( '#wpSave' ).click();
			await page.locator( '.session-guard-answers' ).waitFor();
			await expectNoMore( 'held Save' );
			await page.keyboard.press( 'Escape' );
			await page.locator( '.mw-notification' ).waitFor();
			await expectNoMore( 'notice' );
		} );
	}
}
