import { logIn } from '../../login.mjs';
import { interleave } from '../interleave.mjs';
import { WITH, WITHOUT, settled } from '../stage.mjs';

/**
 * From the reader's last word to the logged-out page: Enter in our question, a click on core's link.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function logout( stage ) {
	const [ alice, bob ] = [ await stage.enter( WITH ), await stage.enter( WITHOUT ) ];
	await alice.addInitScript( noteTimes );
	await bob.addInitScript( noteTimes );
	const [ ours, cores ] = [ await alice.newPage(), await bob.newPage() ];
	const { gadget, alone } = await interleave( {
		gadget: async () => {
			await logIn( alice, stage.wiki.url, WITH );
			await stage.visit( ours );
			await ours.locator( '#pt-session-guard-logout a' ).evaluate( ( link ) => /** @type {HTMLElement} */ ( link ).click() );
			await ours.locator( '.session-guard-question' ).waitFor();
			return leave( ours, '.session-guard-answers :last-child' );
		},
		alone: async () => {
			await logIn( bob, stage.wiki.url, WITHOUT );
			await stage.visit( cores );
			await cores.locator( '#vector-user-links-dropdown-checkbox' ).click();
			return leave( cores, '#pt-logout a' );
		}
	}, 20 );
	await alice.close();
	await bob.close();
	/** @type {( key: 'loaded' | 'come' | 'sent' ) => Pick<import('../figures.mjs').Figure, 'unit' | 'samples' | 'beside'>} */
	const until = ( key ) => ( {
		unit: 'ms', samples: gadget.map( ( run ) => run[ key ] ), beside: { what: 'core’s own link', samples: alone.map( ( run ) => run[ key ] ) }
	} );
	return [
		{ what: 'confirm → logged-out page loaded', ...until( 'loaded' ), budget: { ratio: 1.05 } },
		{ what: 'confirm → its HTML has come', ...until( 'come' ) },
		{ what: 'confirm → request to log out sent', ...until( 'sent' ) }
	];
}

/** In the page: notes when the last click was, and when the request to log out is sent. */
function noteTimes() {
	const note = ( /** @type {string} */ what, /** @type {number} */ time ) => sessionStorage.setItem( `bench-${ what }`, String( performance.timeOrigin + time ) );
	addEventListener( 'click', ( { timeStamp } ) => note( 'click', timeStamp ), true );
	const { send } = XMLHttpRequest.prototype;
	XMLHttpRequest.prototype.send = /** @this {XMLHttpRequest} */ function ( /** @type {any[]} */ ...args ) {
		if ( String( args[ 0 ] ).includes( 'action=logout' ) ) {
			note( 'sent', performance.now() );
		}
		return Reflect.apply( send, this, args );
	};
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} selector of what is clicked, by mouse: a script's click would have to end before anything else goes on
 * @return {Promise<{ sent: number, come: number, loaded: number }>} ms from the click
 */
async function leave( page, selector ) {
	await Promise.all( [ page.waitForURL( /UserLogout/, { waitUntil: 'load' } ), page.locator( selector ).click() ] );
	await settled( page );
	const { user, start, sent, come, loaded } = await page.evaluate( () => {
		const { responseEnd, loadEventEnd } = performance.getEntriesByType( 'navigation' )[ 0 ]?.toJSON() ?? {};
		return {
			user: mw.config.get( 'wgUserName' ),
			start: Number( sessionStorage.getItem( 'bench-click' ) ),
			sent: Number( sessionStorage.getItem( 'bench-sent' ) ),
			come: performance.timeOrigin + responseEnd,
			loaded: performance.timeOrigin + loadEventEnd
		};
	} );
	if ( user !== null ) {
		throw new Error( `${ user } is still logged in` );
	}
	return { sent: sent - start, come: come - start, loaded: loaded - start };
}
