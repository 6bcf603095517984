import { INTERVALS, day } from './day.mjs';
import { interleave } from './interleave.mjs';
import { WITH, age, openTabs } from './stage.mjs';

const TABS = [ 1, 5, 20, 50 ];
const FORMS = [ 1, 10, 100 ];

/**
 * What becomes more when there is more of everything.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @return {Promise<import('./figures.mjs').Group>}
 */
export async function growth( stage ) {
	/** @type {Record<string, number[]>} */
	const days = {};
	for ( const tabs of TABS ) {
		days[ count( tabs, 'tab' ) ] = [ ( await day( stage, tabs ) ).used ];
	}
	const writers = await Promise.all( [
		enterWriter( stage, '1 tab with 1 form' ),
		...TABS.slice( 1 ).map( ( tabs ) => enterWriter( stage, count( tabs, 'tab' ), { tabs } ) ),
		...FORMS.slice( 1 ).map( ( forms ) => enterWriter( stage, count( forms, 'form' ), { forms } ) )
	] );
	const runs = await interleave( Object.fromEntries( writers.map( ( { what, page } ) => [ what, strain( page ) ] ) ), 20 );
	await Promise.all( writers.map( ( { page } ) => page.context().close() ) );
	const series = ( /** @type {'renewal' | 'press'} */ key ) => Object.fromEntries(
		Object.entries( runs ).map( ( [ what, samples ] ) => [ what, samples.map( ( sample ) => sample[ key ] ) ] )
	);
	const figures = [
		...besideTheFirst( days ).map( ( figure ) => ( { ...figure, what: `requests of a day, ${ figure.what }`, unit: 'requests', budget: { value: 1.5 * INTERVALS } } ) ),
		...besideTheFirst( series( 'renewal' ) ).map( ( figure ) => ( { ...figure, what: `stale token → renewed, ${ figure.what }`, unit: 'ms' } ) ),
		...besideTheFirst( series( 'press' ) ).map( ( figure ) => ( { ...figure, what: `pressing Save, in the page, ${ figure.what }`, unit: 'ms' } ) )
	];
	return {
		title: 'Growth',
		how: [
			'The same day as above with more tabs; then, in turn, pages with an edit form in profiles with more tabs, or with more forms that carry',
			'the page’s token: how long it takes until a stale token is found and renewed everywhere in the page (three requests, one after the other), and',
			'how long pressing Save keeps the page busy, before the browser sends the form.'
		],
		figures
	};
}

/**
 * @param {number} number
 * @param {string} thing
 */
function count( number, thing ) {
	return `${ number } ${ thing }${ number > 1 ? 's' : '' }`;
}

/**
 * @param {Record<string, number[]>} series samples by what was measured, the least first
 * @return {Pick<import('./figures.mjs').Figure, 'what' | 'samples' | 'beside'>[]}
 */
function besideTheFirst( series ) {
	const [ first, ...more ] = Object.entries( series ).map( ( [ what, samples ] ) => ( { what, samples } ) );
	return first ? [ first, ...more.map( ( one ) => ( { ...one, beside: first } ) ) ] : [];
}

/**
 * Somebody who writes, in a browser profile of their own.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {string} what is special
 * @param {{ tabs?: number, forms?: number }} [options]
 * @return {Promise<{ what: string, page: import('@playwright/test').Page }>}
 */
async function enterWriter( stage, what, { tabs = 1, forms = 1 } = {} ) {
	const context = await stage.enter( WITH, { remember: true } );
	const page = await context.newPage();
	await stage.visit( page, { title: 'Project:Bench', action: 'edit' } );
	await openTabs( stage, context, tabs - 1 );
	await page.evaluate( addForms, forms );
	return { what, page };
}

/**
 * In the page: forms that carry its token.
 *
 * @param {number} count with core's own
 */
function addForms( count ) {
	while ( document.querySelectorAll( '[name="wpEditToken"]' ).length < count ) {
		$( '<form>' ).attr( 'method', 'post' ).append( $( '<input>' ).attr( { type: 'hidden', name: 'wpEditToken', value: mw.user.tokens.get( 'csrfToken' ) } ) ).appendTo( document.body );
	}
}

/** Presses of Save that are timed together: one is shorter than what a browser's clock tells. */
const PRESSES = 200;

/**
 * @param {import('@playwright/test').Page} page with an edit form
 * @return {() => Promise<{ renewal: number, press: number }>} measures both, in ms
 */
function strain( page ) {
	let last = 0;
	return async () => {
		// Tokens of the same second cannot be told apart.
		await page.waitForTimeout( Math.max( 0, last + 1100 - Date.now() ) );
		// What is left is “keep me logged in”: a new session, with another secret.
		await page.context().clearCookies( { name: /_session$/ } );
		await age( page, 6 );
		const renewal = await page.evaluate( renewed );
		last = Date.now();
		return { renewal, press: await page.evaluate( pressed, PRESSES ) };
	};
}

/**
 * In the page: comes near Save, with a token that is stale.
 *
 * @return {Promise<number>} ms until all forms have a new one
 */
function renewed() {
	return new Promise( ( resolve, reject ) => {
		const item = /** @type {HTMLElement} */ ( document.querySelector( '#pt-session-guard' ) );
		const before = mw.user.tokens.get( 'csrfToken' );
		const start = performance.now();
		let asked = false;
		new MutationObserver( ( _, observer ) => {
			asked ||= item.dataset.state === 'checking';
			if ( asked && item.dataset.state === 'valid' ) {
				const time = performance.now() - start;
				observer.disconnect();
				const token = mw.user.tokens.get( 'csrfToken' );
				const forms = [ ...document.querySelectorAll( '[name="wpEditToken"]' ) ];
				if ( token !== before && forms.every( ( field ) => /** @type {HTMLInputElement} */ ( field ).value === token ) ) {
					resolve( time );
				} else {
					reject( new Error( 'the forms were not renewed' ) );
				}
			}
		} ).observe( item, { attributes: true } );
		document.querySelector( '#wpSave' )?.dispatchEvent( new MouseEvent( 'mouseover', { bubbles: true } ) );
		setTimeout( () => reject( new Error( 'nothing was renewed' ) ), 20000 );
	} );
}

/**
 * In the page: presses Save again and again, and sends nothing.
 *
 * @param {number} count
 * @return {number} ms that one took
 */
function pressed( count ) {
	let sent = 0;
	const stop = ( /** @type {Event} */ event ) => {
		event.preventDefault();
		sent++;
	};
	window.addEventListener( 'submit', stop );
	const save = /** @type {HTMLElement} */ ( document.querySelector( '#wpSave' ) );
	const start = performance.now();
	for ( let run = 0; run < count; run++ ) {
		save.click();
	}
	const time = performance.now() - start;
	window.removeEventListener( 'submit', stop );
	if ( sent !== count ) {
		throw new Error( `${ count - sent } Saves were held` );
	}
	return time / count;
}
