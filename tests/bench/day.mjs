import { progress, repetitions } from './interleave.mjs';
import { WITH, openTabs, setVisibility } from './stage.mjs';

/** The gadget's own interval, and a little, in ms. */
const INTERVAL = 301000;

/** How many of them eight hours are. */
export const INTERVALS = 96;

/** How long the day is in which somebody works, in s. */
export const DAY = ( INTERVALS + 1 ) * INTERVAL / 1000;

/** How many tabs are used in each interval. */
const USED = 3;

/** Days that were lived through already. @type {Map<string, ReturnType<typeof live>>} */
const days = new Map();

/**
 * As {@link live}, once for all who ask.
 *
 * @type {typeof live}
 */
export function day( stage, count, options ) {
	const key = JSON.stringify( [ count, options ] );
	const known = days.get( key ) ?? live( stage, count, options );
	days.set( key, known );
	return known;
}

/**
 * A working day with a clock of our own: in every interval, somebody goes through three tabs.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {number} count of tabs
 * @param {{ writes?: boolean }} [options] `writes`: instead, types into the only tab all day, and leaves it unsaved
 * @return {Promise<{ untouched: number, used: number }>} requests of eight hours in which nobody touches the tabs, and
 *  of eight hours in which somebody works
 */
async function live( stage, count, { writes = false } = {} ) {
	const context = await stage.enter( WITH, { remember: true } );
	const tabs = await openTabs( stage, context, count, writes ? { title: 'Project:Bench', action: 'edit' } : {} );
	let requests = 0;
	context.on( 'request', ( request ) => {
		// What core itself sends while somebody types is not ours.
		if ( request.url().startsWith( stage.wiki.url ) && !/stashedit/.test( String( request.postData() ) ) ) {
			requests++;
		}
	} );
	await context.clock.install();
	// The wiki's clock goes along with the browser's.
	let ahead = 0;
	const wait = async ( /** @type {number} */ ms ) => {
		ahead += ms;
		await context.clock.fastForward( ms );
	};
	await context.route( /checktoken/, async ( route ) => {
		const response = await route.fetch();
		const json = await response.json();
		json.curtimestamp = new Date( Date.parse( json.curtimestamp ) + ahead ).toISOString();
		await route.fulfill( { response, json } );
	} );

	await wait( 8 * 3600000 );
	const untouched = requests;

	requests = 0;
	const intervals = repetitions( INTERVALS );
	for ( let interval = 0; interval < intervals; interval++ ) {
		await wait( INTERVAL );
		if ( writes ) {
			const [ tab ] = tabs;
			await tab?.bringToFront();
			await setVisibility( /** @type {import('@playwright/test').Page} */ ( tab ), 'visible' );
			await tab?.locator( '#wpTextbox1' ).fill( `He left it dead, and with its head, ${ interval } times` );
			await isValid( tab );
		}
		for ( let used = 0; used < ( writes ? 0 : USED ); used++ ) {
			const tab = /** @type {import('@playwright/test').Page} */ ( tabs[ whichTab( interval, used, count ) ] );
			await setVisibility( tab, 'visible' );
			await isValid( tab );
			await setVisibility( tab, 'hidden' );
		}
		progress();
	}
	const used = requests * INTERVALS / intervals;
	if ( !used ) {
		throw new Error( 'a day of work without a single request: the clock did not go' );
	}
	await context.close();
	return { untouched, used };
}

/**
 * @param {number} interval
 * @param {number} used which of those that are used in it
 * @param {number} count of tabs
 * @return {number} the tab's
 */
function whichTab( interval, used, count ) {
	return ( interval * 7 + used * 3 ) % count;
}

/**
 * The same day, for who simulates it.
 *
 * @param {number} count of tabs
 * @return {number[][]} for each tab, when somebody comes to it, in s
 */
export function visits( count ) {
	const tabs = Array.from( { length: count }, () => /** @type {number[]} */ ( [] ) );
	for ( let interval = 0; interval < INTERVALS; interval++ ) {
		for ( let used = 0; used < USED; used++ ) {
			tabs[ whichTab( interval, used, count ) ]?.push( ( interval + 1 ) * INTERVAL / 1000 + used );
		}
	}
	return tabs;
}

/**
 * @param {import('@playwright/test').Page | undefined} tab
 * @return {Promise<void>} resolves when it has its answer
 */
async function isValid( tab ) {
	await tab?.locator( '#pt-session-guard[data-state="valid"]' ).waitFor( { state: 'attached' } );
}
