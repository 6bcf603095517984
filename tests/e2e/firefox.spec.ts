import type { APIRequestContext, BrowserContext } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import type { Browser, BrowserContext as FirefoxContext, Page } from 'puppeteer-core';
import { firefoxPath } from '../browser.mjs';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { SKINS, authorsOf, expect, logOutElsewhere, test as base, whoIsLoggedIn } from './fixtures';

/** What is Alice's in Firefox: its pages, and its cookies for who asks the wiki behind their back. */
interface Session {
	context: FirefoxContext;
	page: Page;
	/** As far as the fixtures need one. */
	outside: BrowserContext;
}

/** What Firefox, or core in it, says on pages without the gadget too. */
const NOISE = /ResourceLoader module|Layout was forced|preloaded with link preload|Cookie “|Partitioned|unreachable code|mutation event/i;

/**
 * The engine of Firefox as its users have it, by WebDriver BiDi: pop-up blocker and all. Playwright drives a
 * Firefox of its own making, or those that are newer than Debian’s.
 */
const test = base.extend<{ firefox: Session; remember: boolean }, { browserOfFirefox: Browser }>( {
	browserOfFirefox: [ async ( {}, use ) => {
		const browser = await puppeteer.launch( {
			browser: 'firefox',
			executablePath: firefoxPath(),
			extraPrefsFirefox: {
				'dom.disable_open_during_load': true,
				// Its driver loses sight of a page that Back takes up again as it was left.
				'browser.sessionhistory.max_total_viewers': 0
			}
		} );
		await use( browser );
		await browser.close();
	}, { scope: 'worker', timeout: 60000 } ],
	remember: [ false, { option: true } ],
	firefox: async ( { browserOfFirefox: browser, playwright, wiki, remember }, use ) => {
		const api: APIRequestContext = await playwright.request.newContext();
		const outside = { request: api } as BrowserContext;
		await logIn( outside, wiki.url, ALICE, { remember } );
		const { cookies } = await api.storageState();
		const context = await browser.createBrowserContext();
		await context.setCookie( ...cookies.map( ( cookie ) => ( { ...cookie, expires: Math.ceil( cookie.expires ) } ) ) );
		const page = await context.newPage();
		await page.setViewport( { width: 1280, height: 800 } );
		const noise: string[] = [];
		page.on( 'console', ( message ) => {
			if ( [ 'error', 'warn' ].includes( message.type() ) && !NOISE.test( message.text() ) ) {
				noise.push( message.text() );
			}
		} );
		page.on( 'pageerror', ( error ) => noise.push( String( error ) ) );
		await use( { context, page, outside } );
		await context.close();
		await api.dispose();
		expect( noise ).toEqual( [] );
	}
} );

test.skip( !firefoxPath(), 'there is no Firefox' );

const INDICATOR = '#pt-session-guard';
const DIALOG = '.session-guard-question';

/**
 * Opens a page of the wiki, and waits until the gadget is there.
 *
 * @param page
 * @param url of the wiki
 * @param params of index.php
 */
async function visit( page: Page, url: string, params: Record<string, string> = {} ): Promise<void> {
	await page.goto( `${ url }/index.php?${ new URLSearchParams( { title: 'Jabberwocky', ...params } ) }`, { waitUntil: 'networkidle0' } );
	await page.waitForSelector( `${ INDICATOR }[data-state]` );
}

const stateOf = ( page: Page ): Promise<string | undefined> => page.$eval( INDICATOR, ( item ) => ( item as HTMLElement ).dataset.state );
const focused = ( page: Page ): Promise<string> => page.evaluate( () => document.activeElement?.textContent ?? '' );

/** Opens an edit form, and writes something; the proof that came with the page grows old. */
async function write( page: Page, url: string ): Promise<string> {
	const title = `Firefox ${ Math.random() }`;
	await visit( page, url, { title, action: 'edit' } );
	await page.type( '#wpTextbox1', 'The Snark was a Boojum' );
	await page.evaluate( () => {
		const { now } = Date;
		Date.now = () => now() + 60000;
	} );
	return title;
}

for ( const skin of SKINS ) {
	test( `Firefox, ${ skin }: the indicator, valid, without a menu opened`, async ( { firefox: { page }, wiki } ) => {
		await visit( page, wiki.url, { useskin: skin } );
		expect( await stateOf( page ) ).toBe( 'valid' );
		const button = await page.waitForSelector( `${ INDICATOR } a`, { visible: true } );
		expect( await button?.isIntersectingViewport( { threshold: 1 } ) ).toBe( true );
		expect( await page.$eval( `${ INDICATOR } a`, ( link ) => link.textContent ) ).toBe( 'Session valid' );
	} );
}

test( 'Firefox: log out asks; Escape cancels, and the focus is where it was; Enter logs out', async ( { firefox: { page, outside }, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	const link = await page.waitForSelector( '#pt-session-guard-logout a' );
	await link?.focus();
	await page.keyboard.press( 'Enter' );
	await page.waitForSelector( DIALOG );
	await page.keyboard.press( 'Escape' );
	await expect.poll( () => page.$( DIALOG ) ).toBeNull();
	expect( await focused( page ) ).toMatch( /log out/i );
	expect( await whoIsLoggedIn( outside, wiki.url ) ).toBe( 'Alice' );

	await page.keyboard.press( 'Enter' );
	await page.waitForSelector( DIALOG );
	await page.keyboard.press( 'Enter' );
	await expect.poll( () => page.url() ).toContain( 'Special:UserLogout' );
	expect( await whoIsLoggedIn( outside, wiki.url ) ).toBeNull();
} );

test( 'Firefox, its pop-up blocker on: a held Save, one login in the small window, saved', async ( { firefox: { page, outside }, wiki } ) => {
	const title = await write( page, wiki.url );
	await logOutElsewhere( outside, wiki.url );
	await page.click( '#wpSave' );
	await page.waitForSelector( DIALOG );
	expect( await focused( page ) ).toContain( 'Log in as Alice' );
	const opened = new Promise<Page | null>( ( resolve ) => {
		page.once( 'popup', resolve );
	} );
	await page.keyboard.press( 'Enter' );
	const popup = await opened as Page;
	// It begins as an empty page.
	await expect.poll( () => popup.url() ).toContain( 'UserLogin' );
	await popup.waitForSelector( '#wpPassword1:focus' );
	expect( await popup.$eval( '#wpName1', ( field ) => ( field as HTMLInputElement ).value ) ).toBe( 'Alice' );
	await popup.waitForNetworkIdle();
	await popup.type( '#wpPassword1', ALICE.password );
	await popup.keyboard.press( 'Enter' );
	await expect.poll( () => page.url() ).not.toMatch( /action=(edit|submit)/ );
	await expect.poll( () => popup.isClosed() ).toBe( true );
	expect( await authorsOf( outside, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
} );

test.describe( 'Firefox, “keep me logged in”', () => {
	test.use( { remember: true } );

	test( 'the first Save after the session was lost is saved', async ( { firefox: { page, context, outside }, wiki } ) => {
		const title = await write( page, wiki.url );
		const cookies = await context.cookies();
		await context.deleteCookie( ...cookies.filter( ( { name } ) => name.endsWith( '_session' ) ) );
		await page.click( '#wpSave' );
		await expect.poll( () => page.url() ).not.toMatch( /action=(edit|submit)/ );
		expect( await authorsOf( outside, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
	} );
} );

test( 'Firefox: what one tab learns, the others know', async ( { firefox: { page, context, outside }, wiki } ) => {
	await visit( page, wiki.url );
	const other = await context.newPage();
	await visit( other, wiki.url );
	await logOutElsewhere( outside, wiki.url );
	await other.click( `${ INDICATOR } a` );
	await expect.poll( () => stateOf( other ) ).toBe( 'logged-out' );
	await expect.poll( () => stateOf( page ) ).toBe( 'logged-out' );
} );

test( 'Firefox: the panel; a token that is pasted is masked; Escape closes it, and the focus is where it was', async ( { firefox: { page }, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.focus( `${ INDICATOR } a` );
	await page.keyboard.press( 'Enter' );
	await page.waitForSelector( '.session-guard-panel[open]' );
	const field = await page.waitForSelector( 'input.session-guard-masked' );
	expect( await field?.evaluate( ( input ) => ( {
		isMasked: ( input as HTMLInputElement ).type === 'password' || getComputedStyle( input ).getPropertyValue( '-webkit-text-security' ) === 'disc',
		// Neither is a login to remember.
		autocomplete: ( input as HTMLInputElement ).autocomplete
	} ) ) ).toEqual( { isMasked: true, autocomplete: 'off' } );
	await page.keyboard.press( 'Escape' );
	await expect.poll( () => page.$( '.session-guard-panel[open]' ) ).toBeNull();
	expect( await focused( page ) ).toBe( 'Session valid' );
} );

test( 'Firefox: a page that Back takes from the browser’s own cache is looked at when it is touched, a fresh one is not', async ( { firefox: { page, outside }, wiki } ) => {
	let checks = 0;
	page.on( 'request', ( request ) => {
		checks += /checktoken/.test( request.url() ) ? 1 : 0;
	} );
	await visit( page, wiki.url );
	await page.mouse.move( 300, 300 );
	await visit( page, wiki.url, { title: 'Special:SpecialPages' } );
	await page.mouse.move( 310, 310 );
	expect( checks ).toBe( 0 );
	await logOutElsewhere( outside, wiki.url );
	await page.goBack( { waitUntil: 'load' } );
	await page.waitForSelector( `${ INDICATOR }[data-state]` );
	expect( await page.evaluate( () => mw.user.getName() ), 'so it looks as if nothing had happened' ).toBe( 'Alice' );
	await page.mouse.move( 320, 320 );
	await expect.poll( () => stateOf( page ) ).toBe( 'logged-out' );
	expect( checks ).toBe( 1 );
} );
