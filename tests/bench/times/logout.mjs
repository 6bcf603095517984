import { logIn } from '../../login.mjs';
import { interleave } from '../interleave.mjs';
import { WITH, WITHOUT } from '../stage.mjs';

/**
 * From the reader's last word to the logged-out page: Enter in our question, a click on core's link.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function logout( stage ) {
	const ours = await ( await stage.enter( WITH ) ).newPage();
	const cores = await ( await stage.enter( WITHOUT ) ).newPage();
	const { gadget, alone } = await interleave( {
		gadget: async () => {
			await logIn( ours.context(), stage.wiki.url, WITH );
			await stage.visit( ours );
			await ours.locator( '#pt-session-guard-logout a' ).evaluate( ( link ) => /** @type {HTMLElement} */ ( link ).click() );
			await ours.locator( '.session-guard-question' ).waitFor();
			return leave( ours, '.session-guard-question button[value="yes"]' );
		},
		alone: async () => {
			await logIn( cores.context(), stage.wiki.url, WITHOUT );
			await stage.visit( cores );
			return leave( cores, '#pt-logout a' );
		}
	}, 20 );
	await ours.context().close();
	await cores.context().close();
	return [ {
		what: 'confirm → logged-out page', unit: 'ms', samples: gadget, beside: { what: 'core’s own link', samples: alone }, budget: { ratio: 1.05 }
	} ];
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} selector of what is clicked
 * @return {Promise<number>} ms from the click until the logged-out page has come
 */
async function leave( page, selector ) {
	const [ , start ] = await Promise.all( [
		page.waitForURL( /UserLogout/ ),
		page.locator( selector ).evaluate( ( element ) => {
			const now = performance.timeOrigin + performance.now();
			/** @type {HTMLElement} */ ( element ).click();
			return now;
		} )
	] );
	const { user, end } = await page.evaluate( () => ( {
		user: mw.config.get( 'wgUserName' ),
		end: performance.timeOrigin + Number( performance.getEntriesByType( 'navigation' )[ 0 ]?.toJSON().responseEnd )
	} ) );
	if ( user !== null ) {
		throw new Error( `${ user } is still logged in` );
	}
	return end - start;
}
