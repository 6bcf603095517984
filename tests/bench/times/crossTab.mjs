import { logIn } from '../../login.mjs';
import { interleave } from '../interleave.mjs';
import { WITH, reachedWiki, setVisibility } from '../stage.mjs';

/**
 * From the wiki's answer to a logout in one tab to the indicator in another, hidden one.
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
			const known = other.evaluate( () => new Promise( ( resolve ) => {
				const item = /** @type {HTMLElement} */ ( document.querySelector( '#pt-session-guard' ) );
				new MutationObserver( () => {
					if ( item.dataset.state === 'logged-out' ) {
						resolve( performance.timeOrigin + performance.now() );
					}
				} ).observe( item, { attributes: true } );
			} ) );
			await one.locator( '#pt-session-guard-logout a' ).evaluate( ( link ) => /** @type {HTMLElement} */ ( link ).click() );
			await one.locator( '.session-guard-question' ).waitFor();
			await Promise.all( [ one.waitForURL( /UserLogout/ ), one.locator( '.session-guard-question button[value="yes"]' ).click() ] );
			const answered = Number( await one.evaluate( () => sessionStorage.getItem( 'bench' ) ) );
			const time = Number( await known ) - answered;
			// What the notice fetches comes a little later.
			await other.waitForTimeout( 500 );
			return { time, requests: await other.evaluate( reachedWiki ) };
		}
	}, 12 );
	await context.close();
	return [ {
		what: 'logout in one tab → indicator in another',
		unit: 'ms',
		samples: runs.map( ( { time } ) => time ),
		// Uniformly anywhere in a minute.
		beside: { what: 'a heartbeat of one a minute, on average', samples: [ 30000 ] },
		budget: { value: 100 }
	}, {
		what: 'requests of the other tab for it, scripts kept', unit: 'requests', samples: runs.map( ( { requests } ) => requests ), budget: { value: 0 }
	} ];
}

/** In the page: notes when the wiki has answered a POST, before anybody else hears of it. */
function noteAnswer() {
	const { open } = XMLHttpRequest.prototype;
	XMLHttpRequest.prototype.open = /** @this {XMLHttpRequest} */ function ( /** @type {any[]} */ ...args ) {
		if ( args[ 0 ] === 'POST' ) {
			this.addEventListener( 'load', () => sessionStorage.setItem( 'bench', String( performance.timeOrigin + performance.now() ) ) );
		}
		return Reflect.apply( open, this, args );
	};
}
