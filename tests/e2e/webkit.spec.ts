import type { APIRequestContext, BrowserContext } from '@playwright/test';
import { hasWebKit, startWebKit } from '../browser.mjs';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { SKINS, authorsOf, expect, logOutElsewhere, test as base, whoIsLoggedIn } from './fixtures';
import { KEYS, openBrowser } from './webDriver';
import type { Tab } from './webDriver';

/** Alice's in WebKit: the window that she sees, and her cookies for who asks the wiki behind its back. */
interface Session {
	tab: Tab;
	/** As far as the fixtures need one. */
	outside: BrowserContext;
}

/** The engine of Safari and of GNOME's browser, as Debian has it, by WebDriver. */
const test = base.extend<{ webkit: Session; remember: boolean }, { driver: string }>( {
	driver: [ async ( {}, use ) => {
		const { url, stop } = await startWebKit();
		await use( url );
		await stop();
	}, { scope: 'worker', timeout: 60000 } ],
	remember: [ false, { option: true } ],
	webkit: async ( { driver, playwright, wiki, remember }, use ) => {
		const api: APIRequestContext = await playwright.request.newContext();
		const outside = { request: api } as BrowserContext;
		await logIn( outside, wiki.url, ALICE, { remember } );
		const tab = await openBrowser( driver );
		// A browser takes cookies for the page that it shows.
		await tab.goto( `${ wiki.url }/resources/assets/mediawiki.png` );
		await tab.setCookies( ( await api.storageState() ).cookies );
		await use( { tab, outside } );
		await tab.quit();
		await api.dispose();
	}
} );

test.skip( !hasWebKit(), 'there is no WebKit' );

const INDICATOR = '#pt-session-guard';
const DIALOG = '.session-guard-question';

const has = ( tab: Tab, selector: string ): Promise<boolean> => tab.evaluate( ( wanted ) => !!document.querySelector( wanted ), selector );
const waitFor = ( tab: Tab, selector: string, isThere = true ): Promise<void> =>
	expect.poll( () => has( tab, selector ), selector ).toBe( isThere );
const stateOf = ( tab: Tab ): Promise<string | undefined> => tab.evaluate( () => document.querySelector<HTMLElement>( '#pt-session-guard' )?.dataset.state );
const focused = ( tab: Tab ): Promise<string | null | undefined> => tab.evaluate( () => document.activeElement?.textContent );

/** Opens a page of the wiki, and waits until the gadget is there. */
async function visit( tab: Tab, url: string, params: Record<string, string> = {} ): Promise<void> {
	await tab.goto( `${ url }/index.php?${ new URLSearchParams( { title: 'Jabberwocky', ...params } ) }` );
	await waitFor( tab, `${ INDICATOR }[data-state]` );
}

/** Opens an edit form, and writes something; the proof that came with the page grows old. */
async function write( tab: Tab, url: string ): Promise<string> {
	const title = `WebKit ${ Math.random() }`;
	await visit( tab, url, { title, action: 'edit' } );
	await tab.type( '#wpTextbox1', 'They sought it with thimbles' );
	await tab.evaluate( () => {
		const { now } = Date;
		Date.now = () => now() + 60000;
	} );
	return title;
}

for ( const skin of SKINS ) {
	test( `WebKit, ${ skin }: the indicator, valid, without a menu opened`, async ( { webkit: { tab }, wiki } ) => {
		await visit( tab, wiki.url, { useskin: skin } );
		expect( await stateOf( tab ) ).toBe( 'valid' );
		expect( await tab.evaluate( () => {
			const link = document.querySelector( '#pt-session-guard a' ) as HTMLElement;
			const { left, top, right, bottom } = link.getBoundingClientRect();
			const seen = document.elementFromPoint( ( left + right ) / 2, ( top + bottom ) / 2 );
			return [ link.textContent, link.contains( seen ) ];
		} ) ).toEqual( [ 'Session valid', true ] );
	} );
}

test( 'WebKit: log out asks; Escape cancels, and the focus is where it was; Enter logs out', async ( { webkit: { tab, outside }, wiki } ) => {
	await visit( tab, wiki.url, { useskin: 'vector' } );
	await waitFor( tab, '#pt-session-guard-logout a' );
	await tab.evaluate( () => document.querySelector<HTMLElement>( '#pt-session-guard-logout a' )?.focus() );
	await tab.press( KEYS.Enter );
	await waitFor( tab, DIALOG );
	await tab.press( KEYS.Escape );
	await waitFor( tab, DIALOG, false );
	expect( await focused( tab ) ).toMatch( /log out/i );
	expect( await whoIsLoggedIn( outside, wiki.url ) ).toBe( 'Alice' );

	await tab.press( KEYS.Enter );
	await waitFor( tab, DIALOG );
	await tab.press( KEYS.Enter );
	await expect.poll( () => tab.url() ).toContain( 'Special:UserLogout' );
	expect( await whoIsLoggedIn( outside, wiki.url ) ).toBeNull();
} );

test( 'WebKit: a held Save, one login in the small window, saved', async ( { webkit: { tab, outside }, wiki } ) => {
	const title = await write( tab, wiki.url );
	await logOutElsewhere( outside, wiki.url );
	await tab.click( '#wpSave' );
	await waitFor( tab, DIALOG );
	await expect.poll( () => focused( tab ) ).toContain( 'Log in as Alice' );
	const [ main = '' ] = await tab.windows();
	await tab.press( KEYS.Enter );
	await expect.poll( () => tab.windows() ).toHaveLength( 2 );
	await tab.switchTo( String( ( await tab.windows() ).find( ( handle ) => handle !== main ) ) );
	await expect.poll( () => tab.evaluate( () => document.activeElement?.id ) ).toBe( 'wpPassword1' );
	expect( await tab.evaluate( () => document.querySelector<HTMLInputElement>( '#wpName1' )?.value ) ).toBe( 'Alice' );
	await tab.type( '#wpPassword1', ALICE.password );
	await tab.press( KEYS.Enter );
	await expect.poll( () => tab.windows(), 'it closes itself' ).toEqual( [ main ] );
	await tab.switchTo( main );
	await expect.poll( () => tab.url() ).not.toMatch( /action=(edit|submit)/ );
	expect( await authorsOf( outside, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
} );

test.describe( 'WebKit, “keep me logged in”', () => {
	test.use( { remember: true } );

	test( 'the first Save after the session was lost is saved', async ( { webkit: { tab, outside }, wiki } ) => {
		const title = await write( tab, wiki.url );
		const { cookies } = await outside.request.storageState();
		await tab.deleteCookie( String( cookies.find( ( { name } ) => name.endsWith( '_session' ) )?.name ) );
		await tab.click( '#wpSave' );
		await expect.poll( () => tab.url() ).not.toMatch( /action=(edit|submit)/ );
		expect( await authorsOf( outside, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
	} );
} );

test( 'WebKit: what one tab learns, the others know', async ( { webkit: { tab, outside }, wiki } ) => {
	await visit( tab, wiki.url );
	const [ first = '' ] = await tab.windows();
	await tab.switchTo( await tab.open() );
	await visit( tab, wiki.url );
	await logOutElsewhere( outside, wiki.url );
	await tab.click( `${ INDICATOR } a` );
	await expect.poll( () => stateOf( tab ) ).toBe( 'logged-out' );
	await tab.switchTo( first );
	await expect.poll( () => stateOf( tab ) ).toBe( 'logged-out' );
} );

test( 'WebKit: the panel; a token that is pasted is masked; Escape closes it, and the focus is where it was', async ( { webkit: { tab }, wiki } ) => {
	await visit( tab, wiki.url, { useskin: 'vector' } );
	await tab.evaluate( () => document.querySelector<HTMLElement>( '#pt-session-guard a' )?.focus() );
	await tab.press( KEYS.Enter );
	await waitFor( tab, '.session-guard-panel[open] input.session-guard-masked' );
	expect( await tab.evaluate( () => {
		const input = document.querySelector( 'input.session-guard-masked' ) as HTMLInputElement;
		return input.type === 'password' || getComputedStyle( input ).getPropertyValue( '-webkit-text-security' ) === 'disc';
	} ) ).toBe( true );
	await tab.press( KEYS.Escape );
	await waitFor( tab, '.session-guard-panel[open]', false );
	expect( await focused( tab ) ).toBe( 'Session valid' );
} );

test( 'WebKit: a page that the browser had kept is looked at when it is touched, a fresh one is not', async ( { webkit: { tab, outside }, wiki } ) => {
	await visit( tab, wiki.url );
	await tab.move( 300, 300 );
	expect( await tab.evaluate( () => mw.loader.getState( 'ext.gadget.SessionGuard-more' ) ), 'what asks is not even fetched' ).toBe( 'registered' );
	// Going to the same address would be a reload.
	await visit( tab, wiki.url, { title: 'Special:SpecialPages' } );
	await logOutElsewhere( outside, wiki.url );
	await visit( tab, wiki.url );
	expect( await tab.evaluate( () => mw.user.getName() ), 'so it looks as if nothing had happened' ).toBe( 'Alice' );
	await tab.move( 320, 320 );
	await expect.poll( () => stateOf( tab ) ).toBe( 'logged-out' );
} );
