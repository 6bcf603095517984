import { interleave } from '../interleave.mjs';
import { BARE_CHECK, WITH, age, bareCheck, setVisibility } from '../stage.mjs';

/**
 * From the return to a tab, after more than an interval, until the state is known.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function returning( stage ) {
	const context = await stage.enter( WITH );
	const page = await context.newPage();
	await stage.visit( page );
	const { known, bare } = await interleave( {
		known: async () => {
			await setVisibility( page, 'hidden' );
			await age( page, 6 );
			const time = page.evaluate( () => new Promise( ( resolve, reject ) => {
				const item = /** @type {HTMLElement} */ ( document.querySelector( '#pt-session-guard' ) );
				let start = 0;
				document.addEventListener( 'visibilitychange', () => {
					start = performance.now();
				}, { capture: true, once: true } );
				let asked = false;
				new MutationObserver( () => {
					asked ||= item.dataset.state === 'checking';
					if ( asked && item.dataset.state === 'valid' ) {
						resolve( performance.now() - start );
					}
				} ).observe( item, { attributes: true } );
				setTimeout( () => reject( new Error( 'nothing was asked' ) ), 20000 );
			} ) );
			await setVisibility( page, 'visible' );
			return Number( await time );
		},
		bare: () => page.evaluate( bareCheck )
	}, 20 );
	await context.close();
	return [ {
		what: 'return to the tab → state known', unit: 'ms', samples: known, beside: { what: BARE_CHECK, samples: bare }
	} ];
}
