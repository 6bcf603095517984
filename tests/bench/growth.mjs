import { INTERVALS, day } from './day.mjs';
import { progress, repetitions } from './interleave.mjs';
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
	/** @type {import('./figures.mjs').Figure[]} */
	const figures = [];
	/** @type {number[] | undefined} */
	let alone;
	for ( const tabs of TABS ) {
		const samples = [ ( await day( stage, tabs ) ).used ];
		alone ??= samples;
		figures.push( {
			what: `requests of a day, ${ tabs } ${ tabs > 1 ? 'tabs' : 'tab' }`, unit: 'requests', samples, beside: { what: '1 tab', samples: alone }, budget: { value: 1.5 * INTERVALS }
		} );
	}

	const context = await stage.enter( WITH, { remember: true } );
	const writer = await context.newPage();
	await stage.visit( writer, { title: 'Project:Bench', action: 'edit' } );
	const byTabs = [];
	for ( const tabs of TABS ) {
		await openTabs( stage, context, tabs - context.pages().length );
		await writer.bringToFront();
		byTabs.push( { what: tabs > 1 ? `${ tabs } tabs` : '1 tab', ...await strain( writer ) } );
	}
	await Promise.all( context.pages().filter( ( page ) => page !== writer ).map( ( page ) => page.close() ) );
	const byForms = [];
	for ( const forms of FORMS ) {
		await writer.evaluate( addForms, forms );
		byForms.push( { what: forms > 1 ? `${ forms } forms on the page` : '1 form', ...await strain( writer ) } );
	}
	await context.close();
	for ( const series of [ byTabs, byForms ] ) {
		for ( const [ key, name ] of /** @type {const} */ ( [ [ 'renewal', 'stale token → renewed' ], [ 'submit', 'pressing Save, in the page' ] ] ) ) {
			series.forEach( ( { what, ...of } ) => figures.push( {
				what: `${ name }, ${ what }`, unit: 'ms', samples: of[ key ], beside: { what: String( series[ 0 ]?.what ), samples: series[ 0 ]?.[ key ] ?? [] }
			} ) );
		}
	}
	return {
		title: 'Growth',
		how: [
			'The same day as above with more tabs; then, in a page with an edit form, with more tabs and with more forms that carry the page’s token:',
			'how long it takes until a stale token is found and renewed everywhere in the page (three requests, one after the other), and how long',
			'pressing Save keeps the page busy, before the browser sends the form.'
		],
		figures
	};
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

/**
 * @param {import('@playwright/test').Page} page with an edit form
 * @return {Promise<{ renewal: number[], submit: number[] }>} in ms
 */
async function strain( page ) {
	const renewal = [];
	for ( let run = 0; run <= repetitions( 10 ); run++ ) {
		// Tokens of the same second cannot be told apart.
		await page.waitForTimeout( 1100 );
		// What is left is “keep me logged in”: a new session, with another secret.
		await page.context().clearCookies( { name: /_session$/ } );
		await age( page, 6 );
		const time = await page.evaluate( renewed );
		if ( run ) {
			renewal.push( time );
		}
	}
	const submit = await page.evaluate( submitted, repetitions( 50 ) );
	progress();
	return { renewal, submit };
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
		$( '#wpSave' ).trigger( 'mouseenter' );
		setTimeout( () => reject( new Error( 'nothing was renewed' ) ), 20000 );
	} );
}

/**
 * In the page: presses Save again and again, and sends nothing.
 *
 * @param {number} count
 * @return {number[]} ms that each took
 */
function submitted( count ) {
	const times = [];
	let sent = 0;
	const stop = ( /** @type {Event} */ event ) => {
		event.preventDefault();
		sent++;
	};
	window.addEventListener( 'submit', stop );
	const save = /** @type {HTMLElement} */ ( document.querySelector( '#wpSave' ) );
	for ( let run = 0; run < count; run++ ) {
		const start = performance.now();
		save.click();
		times.push( performance.now() - start );
	}
	window.removeEventListener( 'submit', stop );
	if ( sent !== count ) {
		throw new Error( `${ count - sent } Saves were held` );
	}
	return times;
}
