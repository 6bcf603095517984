import { interleave } from '../interleave.mjs';
import { WITH, WITHOUT } from '../stage.mjs';

/** How long a reader's pointer is in the menu before the click, in ms. */
const AIMING = 300;

/**
 * From the click on Log out to the open question; beside a gadget that asks by `OO.ui.confirm`.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function question( stage ) {
	const alice = await stage.enter( WITH );
	const bob = await stage.enter( WITHOUT );
	const first = await interleave( {
		ours: () => inNewProfile( stage, alice, ( page ) => open( stage, page, byMouse ) ),
		sudden: () => inNewProfile( stage, alice, ( page ) => open( stage, page, atOnce ) ),
		theirs: () => inNewProfile( stage, bob, ( page ) => open( stage, page, byMouse, true ) )
	}, 12 );
	const [ ours, theirs ] = [ await alice.newPage(), await bob.newPage() ];
	const kept = await interleave( {
		ours: () => open( stage, ours, byMouse ),
		theirs: () => open( stage, theirs, byMouse, true )
	}, 12 );
	await alice.close();
	await bob.close();
	const confirm = { what: '`OO.ui.confirm`', samples: first.theirs };
	return [
		{ what: 'click on Log out → question, first time', unit: 'ms', samples: first.ours, beside: confirm, budget: { ratio: 0.15 } },
		{ what: 'the same, kept from an earlier page', unit: 'ms', samples: kept.ours, beside: { what: '`OO.ui.confirm`, kept', samples: kept.theirs }, budget: { ratio: 0.15 } },
		{ what: 'first time, by a click that no pointer or focus came before', unit: 'ms', samples: first.sudden, beside: confirm }
	];
}

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('@playwright/test').BrowserContext} context
 * @param {( page: import('@playwright/test').Page ) => Promise<number>} measure
 * @return {Promise<number>}
 */
async function inNewProfile( stage, context, measure ) {
	const profile = await stage.again( context );
	try {
		return await measure( await profile.newPage() );
	} finally {
		await profile.close();
	}
}

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('@playwright/test').Page} page
 * @param {( page: import('@playwright/test').Page, link: string ) => Promise<void>} click
 * @param {boolean} [theirs] whether it is the other gadget
 * @return {Promise<number>} ms from the click until the focus is in the question
 */
async function open( stage, page, click, theirs = false ) {
	await stage.visit( page );
	if ( theirs ) {
		await page.evaluate( confirmByOoui );
	}
	const link = theirs ? '#pt-logout a' : '#pt-session-guard-logout a';
	const opened = page.evaluate( ( [ clicked, dialog ] ) => new Promise( ( resolve, reject ) => {
		let start = 0;
		addEventListener( 'click', ( { target, timeStamp } ) => {
			if ( target instanceof Element && target.closest( String( clicked ) ) ) {
				start = timeStamp;
			}
		}, true );
		addEventListener( 'focusin', ( { target } ) => {
			if ( start && target instanceof Element && target.closest( String( dialog ) ) ) {
				resolve( performance.now() - start );
			}
		}, true );
		setTimeout( () => reject( new Error( `${ dialog } did not open` ) ), 20000 );
	} ), [ link, theirs ? '.oo-ui-messageDialog-actions a' : '.session-guard-question' ] );
	await click( page, link );
	return Number( await opened );
}

/**
 * As a reader does: opens the menu, aims, clicks.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} link
 * @return {Promise<void>}
 */
async function byMouse( page, link ) {
	await page.locator( '#vector-user-links-dropdown-checkbox' ).click();
	await page.locator( link ).hover();
	await page.waitForTimeout( AIMING );
	await page.mouse.down();
	await page.mouse.up();
}

/**
 * Out of the blue, as no reader could.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} link
 * @return {Promise<void>}
 */
async function atOnce( page, link ) {
	await page.locator( link ).evaluate( ( element ) => /** @type {HTMLElement} */ ( element ).click() );
}

/** In the page: what a gadget does that asks by `OO.ui.confirm`. */
function confirmByOoui() {
	document.addEventListener( 'click', ( event ) => {
		if ( event.target instanceof Element && event.target.closest( '#pt-logout a' ) ) {
			event.preventDefault();
			event.stopPropagation();
			mw.loader.using( 'oojs-ui-windows' ).then( () => /** @type {any} */ ( window ).OO.ui.confirm( 'Log out?' ) );
		}
	}, true );
}
