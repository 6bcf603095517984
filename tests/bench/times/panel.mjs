import { interleave } from '../interleave.mjs';
import { WITH, WITHOUT } from '../stage.mjs';

/**
 * From the click on the shield to the open panel; beside the modules that a panel of Codex's Vue
 * components needs before it could begin.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function panel( stage ) {
	const alice = await stage.enter( WITH );
	const bob = await stage.enter( WITHOUT );
	const { ours, theirs } = await interleave( {
		ours: async () => {
			const profile = await stage.again( alice );
			const page = await profile.newPage();
			await stage.visit( page );
			const first = await press( page );
			await page.keyboard.press( 'Escape' );
			await page.locator( '.session-guard-panel' ).waitFor( { state: 'hidden' } );
			const second = await press( page );
			await profile.close();
			return { first, second };
		},
		theirs: async () => {
			const profile = await stage.again( bob );
			const page = await profile.newPage();
			await stage.visit( page );
			const time = await page.evaluate( () => {
				const start = performance.now();
				return mw.loader.using( [ 'vue', '@wikimedia/codex' ] ).then( () => performance.now() - start );
			} );
			await profile.close();
			return time;
		}
	}, 18 );
	await alice.close();
	await bob.close();
	const codex = { what: 'vue + @wikimedia/codex ready, nothing shown yet', samples: theirs };
	return [
		{ what: 'click on the shield → panel, first time', unit: 'ms', samples: ours.map( ( { first } ) => first ), beside: codex },
		{ what: 'the same, a second time on the page', unit: 'ms', samples: ours.map( ( { second } ) => second ), beside: codex }
	];
}

/**
 * @param {import('@playwright/test').Page} page
 * @return {Promise<number>} ms from the click on the shield until the focus is in the panel
 */
function press( page ) {
	return page.evaluate( () => new Promise( ( resolve, reject ) => {
		const start = performance.now();
		addEventListener( 'focusin', ( { target } ) => {
			if ( target instanceof Element && target.closest( '.session-guard-panel' ) ) {
				resolve( performance.now() - start );
			}
		}, { capture: true } );
		setTimeout( () => reject( new Error( 'the panel did not open' ) ), 20000 );
		/** @type {HTMLElement} */ ( document.querySelector( '#pt-session-guard a' ) ).click();
	} ) );
}
