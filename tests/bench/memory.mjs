import { progress, repetitions } from './interleave.mjs';
import { WITH, setVisibility } from './stage.mjs';

/** How much may be left over of a thousand of anything: elements, listeners; and bytes of each. */
const LEFT_OVER = { nodes: 50, listeners: 10, bytesEach: 100 };

/**
 * What a thousand of anything leaves behind.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @return {Promise<import('./figures.mjs').Group>}
 */
export async function memory( stage ) {
	const count = repetitions( 1000 );
	return {
		title: 'Memory',
		how: [
			`The page after ${ count } of each, beside the same page before, both after a garbage collection: listeners, nodes and`,
			'heap as Chromium counts them. As many came first, until the browser had compiled what it will. A state change is a logout or a login that another tab tells of, with its notice; an opening of the panel is a',
			'click on the shield, with its check, and on the panel’s own button to close it.'
		],
		figures: [
			...await leftOver( stage, 'state changes', count, changeStates ),
			...await leftOver( stage, 'openings of the panel', count, openPanels )
		]
	};
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {string} what
 * @param {number} count
 * @param {( count: number ) => Promise<void>} act in the page
 * @return {Promise<import('./figures.mjs').Figure[]>}
 */
async function leftOver( stage, what, count, act ) {
	const context = await stage.enter( WITH );
	const page = await context.newPage();
	// Asking the wiki a thousand times would take long, and tell nothing.
	await page.route( /checktoken/, ( route ) => route.fulfill( { json: {
		checktoken: { result: 'valid', generated: new Date().toISOString() }, curtimestamp: new Date().toISOString()
	} } ) );
	await stage.visit( page );
	await setVisibility( page, 'hidden' );
	const cdp = await context.newCDPSession( page );
	await cdp.send( 'Performance.enable' );
	const metrics = async () => {
		// Notices that are going, and what waits for them.
		await page.waitForTimeout( 6000 );
		await cdp.send( 'HeapProfiler.collectGarbage' );
		await cdp.send( 'HeapProfiler.collectGarbage' );
		const all = Object.fromEntries( ( await cdp.send( 'Performance.getMetrics' ) ).metrics.map( ( { name, value } ) => [ name, value ] ) );
		return { listeners: Number( all.JSEventListeners ), nodes: Number( all.Nodes ), heap: Number( all.JSHeapUsedSize ) };
	};
	// What the browser compiles and learns of the code, again and again, takes some hundreds of runs to end.
	await page.evaluate( act, count );
	const before = await metrics();
	await page.evaluate( act, count );
	const after = await metrics();
	await context.close();
	progress();
	const kilobytes = ( /** @type {number} */ heap ) => Math.round( heap / 1000 );
	return [ {
		what: `listeners after ${ count } ${ what }`, unit: '', samples: [ after.listeners ], beside: { what: 'before', samples: [ before.listeners ] }, budget: { value: before.listeners + LEFT_OVER.listeners }
	}, {
		what: `nodes after ${ count } ${ what }`, unit: '', samples: [ after.nodes ], beside: { what: 'before', samples: [ before.nodes ] }, budget: { value: before.nodes + LEFT_OVER.nodes }
	}, {
		what: `heap after ${ count } ${ what }`, unit: 'kB', samples: [ kilobytes( after.heap ) ], beside: { what: 'before', samples: [ kilobytes( before.heap ) ] },
		budget: { value: kilobytes( before.heap + LEFT_OVER.bytesEach * Math.max( count, 1000 ) ) }
	} ];
}

/**
 * In the page: as if in another tab Alice logged out, and in again.
 *
 * @param {number} count
 * @return {Promise<void>}
 */
async function changeStates( count ) {
	const item = /** @type {HTMLElement} */ ( document.querySelector( '#pt-session-guard' ) );
	const channel = new BroadcastChannel( `session-guard:${ mw.util.wikiScript() }` );
	for ( let change = 0; change < count; change++ ) {
		const state = item.dataset.state === 'valid' ? 'logged-out' : 'valid';
		channel.postMessage( { type: state === 'valid' ? 'login' : 'logout', user: mw.user.getName(), data: null } );
		for ( let tries = 0; item.dataset.state !== state; tries++ ) {
			if ( tries > 1000 ) {
				throw new Error( `the state did not become ${ state }` );
			}
			await new Promise( ( resolve ) => {
				setTimeout( resolve );
			} );
		}
	}
	channel.close();
}

/**
 * In the page: opens the panel, lets it have its answer, closes it.
 *
 * @param {number} count
 * @return {Promise<void>}
 */
async function openPanels( count ) {
	const item = /** @type {HTMLElement} */ ( document.querySelector( '#pt-session-guard' ) );
	const isOpen = () => !!document.querySelector( 'dialog.session-guard-panel[open]' );
	const until = async ( /** @type {() => boolean} */ condition ) => {
		for ( let tries = 0; !condition(); tries++ ) {
			if ( tries > 2000 ) {
				throw new Error( 'the panel did not open, or not close' );
			}
			await new Promise( ( resolve ) => {
				setTimeout( resolve );
			} );
		}
	};
	for ( let opening = 0; opening < count; opening++ ) {
		/** @type {HTMLElement} */ ( item.querySelector( 'a' ) ).click();
		await until( () => isOpen() && item.dataset.state === 'valid' );
		/** @type {HTMLElement} */ ( document.querySelector( '.session-guard-panel header button' ) ).click();
		await until( () => !isOpen() );
	}
}
