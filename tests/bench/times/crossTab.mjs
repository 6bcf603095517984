import { logIn } from '../../login.mjs';
import { interleave } from '../interleave.mjs';
import { WITH, reachedWiki, setVisibility } from '../stage.mjs';

/**
 * From the wiki's answer to a logout in one tab to the indicator in another, hidden one; beside a
 * message that is sent at the same moment, and nothing done with it.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function crossTab( stage ) {
	const context = await stage.enter( WITH );
	await context.addInitScript( noteAnswer );
	const [ one, other ] = [ await context.newPage(), await context.newPage() ];
	const { runs } = await interleave( {
		runs: async () => {
			await logIn( context, stage.wiki.url, WITH );
			await stage.visit( other );
			await setVisibility( other, 'hidden' );
			await stage.visit( one );
			await other.evaluate( () => performance.clearResourceTimings() );
			const heard = other.evaluate( hear );
			await one.locator( '#pt-session-guard-logout a' ).evaluate( ( link ) => /** @type {HTMLElement} */ ( link ).click() );
			await one.locator( '.session-guard-question' ).waitFor();
			await Promise.all( [ one.waitForURL( /UserLogout/ ), one.locator( '.session-guard-answers :last-child' ).click() ] );
			const answered = Number( await one.evaluate( () => sessionStorage.getItem( 'bench' ) ) );
			const { known, bare } = await heard;
			// What the notice fetches comes a little later.
			await other.waitForTimeout( 500 );
			return { time: known - answered, bare: bare - answered, requests: await other.evaluate( reachedWiki ) };
		}
	}, 15 );
	await context.close();
	return [ {
		what: 'logout in one tab → indicator in another',
		unit: 'ms',
		samples: runs.map( ( { time } ) => time ),
		budget: { value: 100 }
	}, {
		what: 'of that, a bare message between the same tabs', unit: 'ms', samples: runs.map( ( { bare } ) => bare )
	}, {
		what: 'requests of the other tab for it, scripts kept', unit: 'requests', samples: runs.map( ( { requests } ) => requests ), budget: { value: 0 }
	} ];
}

/** In the page: notes when the wiki has answered a POST, before anybody else hears of it, and tells the bench's other tab. */
function noteAnswer() {
	const { open } = XMLHttpRequest.prototype;
	XMLHttpRequest.prototype.open = /** @this {XMLHttpRequest} */ function ( /** @type {any[]} */ ...args ) {
		if ( args[ 0 ] === 'POST' ) {
			const channel = new BroadcastChannel( 'bench' );
			this.addEventListener( 'load', () => {
				sessionStorage.setItem( 'bench', String( performance.timeOrigin + performance.now() ) );
				channel.postMessage( '' );
			} );
		}
		return Reflect.apply( open, this, args );
	};
}

/**
 * In the other page.
 *
 * @return {Promise<{ known: number, bare: number }>} when its indicator knows, and when the bare message came
 */
async function hear() {
	const now = () => performance.timeOrigin + performance.now();
	const [ known, bare ] = await Promise.all( [
		new Promise( ( /** @type {( time: number ) => void} */ resolve ) => {
			const item = /** @type {HTMLElement} */ ( document.querySelector( '#pt-session-guard' ) );
			new MutationObserver( () => {
				if ( item.dataset.state === 'logged-out' ) {
					resolve( now() );
				}
			} ).observe( item, { attributes: true } );
		} ),
		new Promise( ( /** @type {( time: number ) => void} */ resolve ) => {
			new BroadcastChannel( 'bench' ).onmessage = () => resolve( now() );
		} )
	] );
	return { known, bare };
}
