import { test as base, expect } from '@playwright/test';
import type { BrowserContext, Locator, Page, Request } from '@playwright/test';
import { logIn, postWithToken } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { readyWiki } from '../wiki/ready.mjs';
import type { Wiki } from '../wiki/wiki.mjs';

export { expect };

/** The five skins that MediaWiki comes with. */
export const SKINS = [ 'vector-2022', 'vector', 'monobook', 'timeless', 'minerva' ] as const;

/** What core says on pages without the gadget too. */
const CORE_NOISE = [
	// Minerva, WikiEditor and the login popup's skin load them, in 1.43; VisualEditor and DiscussionTools the last, in 1.45.
	/deprecated ResourceLoader module "(mediawiki\.Uri|jquery\.ui|mediawiki\.skinning\.interface|moment)"/
];

interface Fixtures {
	/** The wiki that all tests share: none may change more than what is its own. */
	wiki: Pick<Wiki, 'url'> & Partial<Wiki>;
	/** What a test brings about on purpose and the console may speak of. */
	allowedNoise: RegExp[];
	/** A page in a context where Alice is logged in. It fails the test when the console has something to say. */
	page: Page;
}

/** Requests on their way, by context. */
const pending = new WeakMap<BrowserContext, Set<Request>>();

/**
 * `isFull` is whether the wiki has editors, Echo and more; few tests need that, and its pages take long.
 *
 * ResourceLoader runs what it has kept in an idle moment, and a browser without a screen may have none
 * for seconds. Without `requestIdleCallback`, as in Safari, it does not wait for one.
 */
const neverIdle = base.extend<object, { isFull: boolean }>( {
	isFull: [ false, { option: true, scope: 'worker' } ],
	context: async ( { context }, use ) => {
		await context.addInitScript( () => {
			Reflect.deleteProperty( window, 'requestIdleCallback' );
		} );
		const requests = new Set<Request>();
		pending.set( context, requests );
		context.on( 'request', ( request ) => requests.add( request ) );
		context.on( 'requestfinished', ( request ) => requests.delete( request ) );
		context.on( 'requestfailed', ( request ) => requests.delete( request ) );
		await use( context );
	}
} );

export const test = neverIdle.extend<Fixtures>( {
	wiki: async ( { isFull }, use ) => {
		await use( JSON.parse( String( process.env.SESSION_GUARD_TEST_WIKIS ) )[ isFull ? 'full' : 'plain' ] as Wiki );
	},
	allowedNoise: [ [], { option: true } ],
	page: async ( { page, context, wiki, allowedNoise }, use ) => {
		const noise: string[] = [];
		context.on( 'console', ( message ) => {
			if ( [ 'error', 'warning' ].includes( message.type() ) ) {
				noise.push( message.text() );
			}
		} );
		context.on( 'weberror', ( error ) => noise.push( String( error.error() ) ) );
		await logIn( context, wiki.url, ALICE );
		await use( page );
		expect( noise.filter( ( text ) => ![ ...CORE_NOISE, ...allowedNoise ].some( ( known ) => known.test( text ) ) ) ).toEqual( [] );
	}
} );

/** For tests that break their wiki: each worker has one of its own, and nobody is logged in. */
export const testOnOwnWiki = neverIdle.extend<object, { ownWiki: Wiki }>( {
	ownWiki: [ async ( { isFull }, use ) => {
		const wiki = await readyWiki( { isPlain: !isFull } );
		await use( wiki );
		await wiki.remove();
	}, { scope: 'worker' } ]
} );

/**
 * Opens a page of the wiki, and waits until the gadget is there.
 *
 * @param page
 * @param url of the wiki
 * @param params of index.php
 * @return the indicator
 */
export async function visit( page: Page, url: string, params: Record<string, string> = {} ): Promise<Locator> {
	await page.goto( `${ url }/index.php?${ new URLSearchParams( { title: 'Jabberwocky', ...params } ) }` );
	const indicator = page.locator( '#pt-session-guard' );
	await indicator.waitFor( { state: 'attached' } );
	return indicator;
}

/**
 * Presses the indicator, which checks and opens the panel; and closes that again.
 *
 * @param page
 */
export async function checkNow( page: Page ): Promise<void> {
	const panel = page.locator( '.session-guard-panel' );
	// By keyboard: on a phone's width, a notice may lie over it.
	await page.locator( '#pt-session-guard a' ).press( 'Enter' );
	await panel.waitFor();
	await page.keyboard.press( 'Escape' );
	await panel.waitFor( { state: 'hidden' } );
}

/**
 * Waits until a page has sent what it has to send, and has its answers. What was sent before a login
 * and is answered after it can make MediaWiki, or the browser by its cookies, log out again.
 *
 * @param page
 */
export async function settle( page: Page ): Promise<void> {
	const requests = pending.get( page.context() ) ?? new Set();
	// What comes with the page may still be about to be run.
	await page.waitForLoadState( 'networkidle' );
	for ( let quiet = 0; quiet < 5; quiet = requests.size ? 0 : quiet + 1 ) {
		// Lets the page take an answer, whose handler may send the next request.
		await page.evaluate( () => new Promise<void>( ( resolve ) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => resolve();
			port2.postMessage( null );
		} ) );
	}
}

/**
 * Opens VisualEditor's dialog that saves, as its button does.
 *
 * @param page on which VisualEditor is open
 */
export async function openSaveDialog( page: Page ): Promise<void> {
	await page.evaluate( () => ( window as unknown as { ve: { init: { target: { showSaveDialog(): void } } } } )
		.ve.init.target.showSaveDialog() );
}

/**
 * Every tab that Playwright drives counts as visible: this hides one, as going to another does.
 *
 * @param page
 */
export async function hide( page: Page ): Promise<void> {
	await setVisibility( page, 'hidden' );
}

/**
 * Lets time pass on a page whose clock is ours: `page.clock.install()` comes first.
 *
 * @param page
 * @param minutes
 */
export async function pass( page: Page, minutes: number ): Promise<void> {
	await page.clock.fastForward( minutes * 60000 );
}

/**
 * Returns to a tab that was hidden.
 *
 * @param page
 */
export async function show( page: Page ): Promise<void> {
	await setVisibility( page, 'visible' );
}

async function setVisibility( page: Page, state: DocumentVisibilityState ): Promise<void> {
	await page.evaluate( ( visibilityState ) => {
		Object.defineProperty( document, 'visibilityState', { value: visibilityState, configurable: true } );
		Object.defineProperty( document, 'hidden', { value: visibilityState === 'hidden', configurable: true } );
		document.dispatchEvent( new Event( 'visibilitychange' ) );
	}, state );
}

/**
 * @param page
 * @param address what the addresses of those that count have in them
 * @return tells how many requests the page has sent since
 */
export function countRequests( page: Page, address: RegExp ): () => number {
	let count = 0;
	page.on( 'request', ( request ) => {
		count += address.test( request.url() ) ? 1 : 0;
	} );
	return () => count;
}

/**
 * @param context
 * @param url of the wiki
 * @return name of the user who is logged in; null for nobody
 */
export async function whoIsLoggedIn( context: BrowserContext, url: string ): Promise<string | null> {
	const answer = await context.request.get( `${ url }/api.php`, {
		params: { action: 'query', meta: 'userinfo', format: 'json', formatversion: 2 }
	} );
	const { userinfo } = ( await answer.json() ).query;
	return userinfo.anon ? null : userinfo.name;
}

/**
 * @param context
 * @param url of the wiki
 * @param titles of pages
 * @return who has edited each last; undefined for a page that is not there
 */
export async function authorsOf( context: BrowserContext, url: string, titles: string[] ): Promise<unknown[]> {
	const answer = await context.request.get( `${ url }/api.php`, {
		params: { action: 'query', titles: titles.join( '|' ), prop: 'revisions', rvprop: 'user', format: 'json', formatversion: 2 }
	} );
	return ( await answer.json() ).query.pages.map( ( { revisions }: { revisions?: { user: string }[] } ) => revisions?.[ 0 ]?.user );
}

/**
 * Logs out by the API alone, as if it had been done anywhere else in this browser.
 *
 * @param context
 * @param url of the wiki
 */
export async function logOutElsewhere( context: BrowserContext, url: string ): Promise<void> {
	await postWithToken( context, url, 'csrf', ( token ) => ( { action: 'logout', token } ) );
	expect( await whoIsLoggedIn( context, url ) ).toBeNull();
}

/**
 * Makes a new account, without the gadget, and logs it in.
 *
 * @param context
 * @param url of the wiki
 * @return its name and password
 */
export async function becomeSomebodyNew( context: BrowserContext, url: string ): Promise<{ name: string; password: string }> {
	const account = { name: `Dodo ${ Math.random().toString( 36 ).slice( 2 ) }`, password: 'caucus-race-1' };
	await context.clearCookies();
	expect( await postWithToken( context, url, 'createaccount', ( createtoken ) => ( {
		action: 'createaccount', createreturnurl: url, username: account.name, password: account.password, retype: account.password, createtoken
	} ) ) ).toMatchObject( { createaccount: { status: 'PASS' } } );
	await logIn( context, url, account );
	return account;
}

/** Settings, in PHP: who edits without an account gets a temporary one, and everybody has the gadget. */
export const TEMPORARY_ACCOUNTS = '$wgAutoCreateTempUser["enabled"] = true; $wgTempAccountCreationThrottle = []; $wgConditionalUserOptions["gadget-SessionGuard"] = [ [ 1, [ CUDCOND_AFTER, "20000101000000" ] ] ];';

/**
 * Sets a preference of the user who is logged in.
 *
 * @param context
 * @param url of the wiki
 * @param name
 * @param value null: back to the wiki's default
 */
export async function setOption( context: BrowserContext, url: string, name: string, value: string | null ): Promise<void> {
	expect( await postWithToken( context, url, 'csrf', ( token ) => ( {
		action: 'options', optionname: name, ...( value !== null && { optionvalue: value } ), token
	} ) ) ).toMatchObject( { options: 'success' } );
}

/**
 * Opens the menu that has the log out link, where the skin has it in one.
 *
 * @param page
 * @param skin
 */
export async function openUserMenu( page: Page, skin: string ): Promise<void> {
	if ( skin === 'vector-2022' ) {
		await page.locator( '#vector-user-links-dropdown-checkbox' ).click();
	} else if ( skin === 'timeless' ) {
		await page.locator( '#personal h2' ).click();
	} else if ( skin === 'minerva' ) {
		// What lies under the pointer is its label or the box itself: 1.43, 1.45.
		await page.locator( '#minerva-user-menu-checkbox' ).press( 'Space' );
	}
}
