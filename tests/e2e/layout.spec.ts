import type { Page } from '@playwright/test';
import { SKINS, becomeSomebodyNew, expect, test } from './fixtures';

// Echo stands beside it.
test.use( { isFull: true } );

/**
 * Loads the gadget into a page that has settled without it.
 *
 * @param page
 * @return what moved: how much, and what
 */
async function shiftsFromGadget( page: Page ): Promise<string[]> {
	// As they come with the page where the gadget is on.
	await page.evaluate( () => mw.loader.using( 'ext.gadget.SessionGuard-styles' ) );
	return page.evaluate( async () => {
		const frame = (): Promise<unknown> => new Promise( requestAnimationFrame );
		await frame();
		await frame();
		const shifts: string[] = [];
		interface Shift extends PerformanceEntry {
			value: number;
			sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
		}
		new PerformanceObserver( ( list ) => ( list.getEntries() as Shift[] ).forEach( ( { value, sources } ) => shifts.push( `${ value }: ${ sources.map(
			( { node, previousRect, currentRect } ) => `${ node instanceof HTMLElement ? node.outerHTML.slice( 0, 80 ) : node?.textContent } ${ previousRect.x },${ previousRect.y } → ${ currentRect.x },${ currentRect.y }`
		).join( '; ' ) }` ) ) ).observe( { type: 'layout-shift' } );
		await mw.loader.using( 'ext.gadget.SessionGuard' );
		while ( !document.getElementById( 'pt-session-guard' ) ) {
			await frame();
		}
		for ( let frames = 0; frames < 5; frames++ ) {
			await frame();
		}
		return shifts;
	} );
}

for ( const skin of SKINS ) {
	// Vector’s own tabs never come to rest on a phone’s width: it is not made for one.
	for ( const width of skin === 'vector' ? [ 1280, 800 ] : [ 1280, 800, 360 ] ) {
		for ( const uselang of [ 'en', 'he' ] ) {
			test( `${ skin } at ${ width } px, ${ uselang }: nothing moves when the gadget comes`, { tag: '@gadget' }, async ( { page, context, wiki } ) => {
				await becomeSomebodyNew( context, wiki.url );
				await page.setViewportSize( { width, height: 800 } );
				await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title: 'Jabberwocky', useskin: skin, uselang } ) }`, { waitUntil: 'networkidle' } );
				expect( await shiftsFromGadget( page ) ).toEqual( [] );
			} );
		}
	}
}
