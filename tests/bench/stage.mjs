import { chromium } from '@playwright/test';
import { launchOptions } from '../browser.mjs';
import { logIn, postWithToken } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';

/**
 * Where everything is measured: one wiki, one browser, Alice with the gadget and Bob without.
 *
 * @typedef {Object} Stage
 * @property {import('../wiki/wiki.mjs').Wiki} wiki
 * @property {import('@playwright/test').Browser} browser
 * @property {( account: typeof ALICE, options?: { remember?: boolean } ) => Promise<import('@playwright/test').BrowserContext>} enter
 *  a browser profile that has nothing but the cookies of somebody who has just logged in
 * @property {( context: import('@playwright/test').BrowserContext ) => Promise<import('@playwright/test').BrowserContext>} again
 *  another such profile, with the cookies of the first
 * @property {( page: import('@playwright/test').Page, params?: Record<string, string> ) => Promise<void>} visit
 *  opens a page of the wiki, and waits until all that comes with it is there
 * @property {() => Promise<void>} leave
 */

/** Has the gadget. */
export const WITH = ALICE;

/** Has it not, and sees MediaWiki alone. */
export const WITHOUT = BOB;

/**
 * @param {import('../wiki/wiki.mjs').Wiki} wiki with the gadget
 * @return {Promise<Stage>}
 */
export async function setStage( wiki ) {
	const browser = await chromium.launch( launchOptions() );
	/** @param {import('@playwright/test').BrowserContextOptions} [options] */
	const profile = async ( options ) => {
		const context = await browser.newContext( { viewport: { width: 1280, height: 800 }, ...options } );
		context.setDefaultTimeout( 30000 );
		// ResourceLoader runs what it has kept in an idle moment, and a browser without a screen may have
		// none for seconds. Without `requestIdleCallback`, as in Safari, it does not wait for one.
		await context.addInitScript( () => {
			Reflect.deleteProperty( window, 'requestIdleCallback' );
		} );
		return context;
	};
	/** @type {Stage} */
	const stage = {
		wiki,
		browser,
		async enter( account, options ) {
			const context = await profile();
			await logIn( context, wiki.url, account, options );
			return context;
		},
		again: async ( context ) => profile( { storageState: { cookies: await context.cookies(), origins: [] } } ),
		async visit( page, params ) {
			await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title: 'Jabberwocky', ...params } ) }`, { waitUntil: 'load' } );
			await settled( page );
		},
		leave: () => browser.close()
	};
	const context = await stage.enter( WITHOUT );
	await postWithToken( context, wiki.url, 'csrf', ( token ) => ( { action: 'options', change: 'gadget-SessionGuard=0', token } ) );
	const page = await context.newPage();
	await stage.visit( page );
	if ( await page.evaluate( () => mw.loader.getState( 'ext.gadget.SessionGuard' ) ) !== 'registered' ) {
		throw new Error( 'Bob should see MediaWiki alone, and does not.' );
	}
	await context.close();
	return stage;
}

/**
 * Waits until every module that was asked for has run; and, where somebody is logged in who has the
 * gadget, until that is there.
 *
 * @param {import('@playwright/test').Page} page
 * @return {Promise<void>}
 */
export async function settled( page ) {
	await page.waitForFunction( ( owner ) => document.readyState === 'complete' && typeof mw === 'object' && mw.loader &&
		mw.loader.getModuleNames().every( ( name ) => !/^(loading|loaded|executing)$/.test( String( mw.loader.getState( name ) ) ) ) &&
		( mw.config.get( 'wgUserName' ) !== owner || document.getElementById( 'pt-session-guard' ) ), WITH.name );
}

/**
 * Lets all that was proven on a page be older, without any time going by.
 *
 * @param {import('@playwright/test').Page} page
 * @param {number} minutes
 * @return {Promise<void>}
 */
export async function age( page, minutes ) {
	await page.evaluate( ( ms ) => {
		const { now } = Date;
		Date.now = () => now() + ms;
	}, minutes * 60000 );
}

/**
 * Every tab that Playwright drives counts as visible: this hides one, and shows it again.
 *
 * @param {import('@playwright/test').Page} page
 * @param {DocumentVisibilityState} state
 * @return {Promise<void>}
 */
export async function setVisibility( page, state ) {
	await page.evaluate( ( visibilityState ) => {
		Object.defineProperty( document, 'visibilityState', { value: visibilityState, configurable: true } );
		Object.defineProperty( document, 'hidden', { value: visibilityState === 'hidden', configurable: true } );
		document.dispatchEvent( new Event( 'visibilitychange' ) );
	}, state );
}

/** What {@link bareCheck} is, in words. */
export const BARE_CHECK = 'one `checktoken` by `mw.Api`, and nothing else';

/**
 * In the page: asks what the gadget asks.
 *
 * @return {JQuery.Promise<number>} ms until the answer is there
 */
export function bareCheck() {
	const start = performance.now();
	return new mw.Api().get( {
		action: 'checktoken', type: 'csrf', token: mw.user.tokens.get( 'csrfToken' ), assertuser: String( mw.user.getName() ), curtimestamp: true
	} ).then( () => performance.now() - start );
}

/**
 * In the page: what was fetched for it, and not from the browser's own cache.
 *
 * @return {number} of requests since the page began, or since `performance.clearResourceTimings()`
 */
export function reachedWiki() {
	return performance.getEntriesByType( 'resource' ).filter( ( entry ) => entry.toJSON().transferSize > 0 ).length;
}

/**
 * Opens tabs, one after another, and leaves them in the background.
 *
 * @param {Stage} stage
 * @param {import('@playwright/test').BrowserContext} context
 * @param {number} count
 * @param {Record<string, string>} [params] of index.php
 * @return {Promise<import('@playwright/test').Page[]>}
 */
export async function openTabs( stage, context, count, params ) {
	const tabs = [];
	while ( tabs.length < count ) {
		const tab = await context.newPage();
		// Each at an address of its own: for one that it has, the browser would take the same page, with the same
		// token, from its cache.
		await stage.visit( tab, { ...params, tab: String( context.pages().length ) } );
		await setVisibility( tab, 'hidden' );
		tabs.push( tab );
	}
	return tabs;
}
