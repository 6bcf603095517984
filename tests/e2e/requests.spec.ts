import type { Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import { authorsOf, checkNow, countRequests, expect, logOutElsewhere, openSaveDialog, setOption, settle, test, visit } from './fixtures';

const DIALOG = '.session-guard-question';

// VisualEditor's own.
test.use( { isFull: true, allowedNoise: [ /Failed to load resource|unattached content/ ] } );

/** Puts its arguments into the page: what a gadget writes with. Resolves to what its caller got. */
type Writer = ( params: { title: string; text: string } ) => Promise<unknown>;

/** Ways in which gadgets write, in words of our own. */
const WRITERS: Record<string, Writer> = {
	// One class for all requests, which builds its query string by hand, as Twinkle has it.
	'an API class around $.ajax': ( { title, text } ) => {
		class Request {
			public constructor( private readonly query: Record<string, string> ) {}

			public send(): Promise<unknown> {
				const body = Object.entries( this.query ).map( ( pair ) => pair.map( encodeURIComponent ).join( '=' ) ).join( '&' )
					.replace( /^(.*?)(\btoken=[^&]*)&(.*)/, '$1$3&$2' );
				return new Promise( ( resolve, reject ) => {
					void $.ajax( {
						context: this, type: 'POST', url: mw.util.wikiScript( 'api' ), data: body, dataType: 'json', headers: { 'Api-User-Agent': 'a test' }
					} ).then( resolve, ( _xhr: JQuery.jqXHR, status: string ) => reject( new Error( status ) ) );
				} );
			}
		}
		return new Request( {
			action: 'edit', title, text, summary: 'as a batch', assert: 'user', assertuser: String( mw.config.get( 'wgUserName' ) ),
			token: mw.user.tokens.get( 'csrfToken' ), format: 'json'
		} ).send();
	},
	// The whole address of the wiki, callbacks among the options, as HotCat has it.
	'$.post with callbacks': ( { title, text } ) => new Promise( ( resolve, reject ) => {
		$.ajax( {
			method: 'post',
			url: `${ mw.config.get( 'wgServer' ) }${ mw.config.get( 'wgScriptPath' ) }/api.php`,
			data: { action: 'edit', title, text, minor: true, token: mw.user.tokens.get( 'csrfToken' ), format: 'json' },
			dataType: 'json',
			success: resolve,
			error: ( _xhr, status ) => reject( new Error( status ) )
		} );
	} ),
	'mw.Api': ( { title, text } ) => new mw.Api().postWithToken( 'csrf', { action: 'edit', title, text } ).then( ( answer ) => answer as unknown ) as unknown as Promise<unknown>
};

/** As the window does when the one with the login form is closed. */
async function comeBack( page: Page ): Promise<void> {
	await page.evaluate( () => window.dispatchEvent( new Event( 'focus' ) ) );
}

/** Lets a script of the page edit, and keeps what became of it at `window.outcome`. */
async function edit( page: Page, title: string, options: object = {} ): Promise<void> {
	await page.evaluate( ( [ name, more ] ) => {
		const request = new mw.Api().post( { action: 'edit', title: name, text: 'Jabberwock', token: mw.user.tokens.get( 'csrfToken' ) }, more as JQuery.AjaxSettings );
		Object.assign( window, { outcome: null, request } );
		request.then( () => Object.assign( window, { outcome: 'done' } ), ( code: string ) => Object.assign( window, { outcome: code } ) );
	}, [ title, options ] as const );
}

const outcome = ( page: Page ): Promise<unknown> => page.evaluate( () => ( window as unknown as { outcome: unknown } ).outcome );

for ( const [ name, writer ] of Object.entries( WRITERS ) ) {
	test( `${ name }: twenty edits, the session lost at the tenth: all Alice’s, one dialog`, async ( { page, context, wiki } ) => {
		test.slow();
		const batch = Math.random().toString( 36 ).slice( 2 );
		const titles = Array.from( { length: 20 }, ( _, index ) => `Batch ${ batch } ${ index }` );
		await visit( page, wiki.url );
		await settle( page );
		await page.evaluate( `window.write = ${ String( writer ) }; window.dialogs = 0;
			new MutationObserver( ( list ) => list.forEach( ( { addedNodes } ) => addedNodes.forEach( ( node ) => {
				window.dialogs += node.localName === 'dialog' ? 1 : 0;
			} ) ) ).observe( document.body, { childList: true } );` );
		const run = ( some: string[] ): Promise<unknown[]> => page.evaluate( async ( all ) => {
			const answers: unknown[] = [];
			for ( const title of all ) {
				answers.push( await ( window as unknown as { write: Writer } ).write( { title, text: `Text of ${ title }` } ) );
			}
			return answers;
		}, some );
		await run( titles.slice( 0, 9 ) );
		await logOutElsewhere( context, wiki.url );
		const rest = run( titles.slice( 9 ) );
		await page.locator( DIALOG ).waitFor();
		await settle( page );
		await logIn( context, wiki.url, ALICE );
		await comeBack( page );
		expect( await rest ).toEqual( titles.slice( 9 ).map( () => ( { edit: expect.objectContaining( { result: 'Success' } ) } ) ) );
		expect( await authorsOf( context, wiki.url, titles ) ).toEqual( titles.map( () => 'Alice' ) );
		expect( await page.evaluate( () => ( window as unknown as { dialogs: number } ).dialogs ) ).toBe( 1 );
		await expect( page.locator( '.mw-notification', { hasText: 'You are logged in as Alice again, and what was on hold is done.' } ) ).toHaveCount( 1 );
	} );
}

test( 'several at once share one dialog; cancelled, each gets the wiki’s own error', async ( { page, context, wiki } ) => {
	const titles = [ 1, 2, 3 ].map( ( index ) => `Share ${ Math.random() } ${ index }` );
	await visit( page, wiki.url );
	await settle( page );
	await logIn( context, wiki.url, BOB );
	const codes = page.evaluate( ( all ) => Promise.all( all.map( ( title ) => new mw.Api().postWithToken( 'csrf', { action: 'edit', title, text: 'x' } )
		.then( () => 'done', ( code: string ) => $.Deferred().resolve( code ) ) ) ), titles );
	await expect( page.getByRole( 'dialog', { name: 'What you started is on hold' } ) ).toHaveCount( 1 );
	await expect( page.locator( DIALOG ) ).toContainText( 'Bob is logged in now' );
	await expect( page.getByRole( 'button', { name: 'Go on as Bob' } ), 'never for another user' ).toHaveCount( 0 );
	await page.getByRole( 'button', { name: 'Cancel' } ).click();
	expect( await codes ).toEqual( titles.map( () => expect.stringMatching( /^assert\w*failed$/ ) ) );
	expect( await authorsOf( context, wiki.url, titles ) ).toEqual( [ undefined, undefined, undefined ] );
	await expect( page.locator( '.mw-notification', { hasText: 'is done' } ) ).toHaveCount( 0 );
} );

test( 'a good session: not one request more, and one parameter', async ( { page, wiki } ) => {
	await visit( page, wiki.url );
	await settle( page );
	const requests = countRequests( page, /api\.php/ );
	const [ request ] = await Promise.all( [ page.waitForRequest( ( sent ) => sent.method() === 'POST' ), edit( page, `Good ${ Math.random() }` ) ] );
	await expect.poll( () => outcome( page ) ).toBe( 'done' );
	expect( requests() ).toBe( 1 );
	const sent = new URLSearchParams( String( request.postData() ) );
	expect( sent.get( 'assertuser' ) ).toBe( 'Alice' );
	expect( [ ...sent.keys() ].pop(), 'a request that was cut off fails' ).toBe( 'token' );
} );

test( 'what nobody pressed for asks nothing, and fails', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url );
	await settle( page );
	await logOutElsewhere( context, wiki.url );
	const code = await page.evaluate( () => new mw.Api().post( { action: 'options', change: 'x=1', token: mw.user.tokens.get( 'csrfToken' ) } )
		.then( () => 'done', ( reason: string ) => $.Deferred().resolve( reason ) ) );
	expect( code ).toMatch( /^assert\w*failed$/ );
	await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
} );

test( 'left alone: what opts out, what asserts another user itself, other addresses', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url );
	await settle( page );
	const bodyOf = async ( send: () => Promise<unknown> ): Promise<string> => {
		const [ request ] = await Promise.all( [ page.waitForRequest( ( sent ) => sent.method() === 'POST' ), send() ] );
		return String( request.postData() );
	};
	expect( await bodyOf( () => edit( page, `Out ${ Math.random() }`, { sessionGuard: false } ) ) ).not.toContain( 'assertuser' );
	expect( await bodyOf( () => page.evaluate( () => {
		void new mw.Api().post( { action: 'edit', title: 'X', text: 'y', assert: 'anon', token: '+\\' } ).catch( () => {} );
	} ) ) ).toMatch( /^(?!.*assertuser).*assert=anon/ );
	await page.route( '**/w/api.php', ( route ) => route.fulfill( { json: {} } ) );
	expect( await bodyOf( () => page.evaluate( () => {
		void $.post( '/w/api.php', { action: 'edit', token: 'x' } );
	} ) ) ).not.toContain( 'assertuser' );
	expect( await context.cookies() ).not.toEqual( [] );
} );

test( 'a request that is aborted while it is held is not sent again', async ( { page, context, wiki } ) => {
	const title = `Abort ${ Math.random() }`;
	await visit( page, wiki.url );
	await settle( page );
	await logOutElsewhere( context, wiki.url );
	await edit( page, title );
	await page.locator( DIALOG ).waitFor();
	await page.evaluate( () => {
		( window as unknown as { request: { abort(): void } } ).request.abort();
	} );
	await expect.poll( () => outcome( page ) ).toBe( 'http' );
	await settle( page );
	await logIn( context, wiki.url, ALICE );
	await comeBack( page );
	await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
	await settle( page );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ undefined ] );
} );

test( 'VisualEditor after the wiki’s error: its own “you are not logged in” is no way to publish by accident', async ( { page, context, wiki } ) => {
	test.slow();
	const title = `Visual ${ Math.random() }`;
	await visit( page, wiki.url, { title, veaction: 'edit' } );
	await page.locator( '.ve-ce-documentNode[contenteditable="true"]' ).focus();
	await page.keyboard.type( 'Snicker-snack' );
	await openSaveDialog( page );
	const save = page.locator( '.oo-ui-window-active .oo-ui-processDialog-actions-primary a' );
	await save.waitFor();
	await settle( page );
	await logOutElsewhere( context, wiki.url );
	await save.click();
	await page.locator( DIALOG ).getByRole( 'button', { name: 'Cancel' } ).click();
	await expect( page.locator( '.oo-ui-processDialog-errors' ) ).toContainText( 'your IP address will be recorded' );
	await page.getByRole( 'button', { name: 'Continue' } ).click();
	await expect( page.locator( DIALOG ), 'held again' ).toBeVisible();
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ undefined ] );
	await settle( page );
	await logIn( context, wiki.url, ALICE );
	await comeBack( page );
	await expect.poll( () => authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
} );

test( 'switched off in the settings: as without the gadget', async ( { page, context, wiki } ) => {
	await page.goto( `${ wiki.url }/index.php?title=Jabberwocky&safemode=1` );
	try {
		await setOption( context, wiki.url, 'userjs-session-guard', '{"requests":false}' );
		await visit( page, wiki.url );
		const [ request ] = await Promise.all( [ page.waitForRequest( ( sent ) => sent.method() === 'POST' ), edit( page, `Off ${ Math.random() }` ) ] );
		expect( request.postData() ).not.toContain( 'assertuser' );
		await expect.poll( () => outcome( page ) ).toBe( 'done' );
		await checkNow( page );
	} finally {
		await setOption( context, wiki.url, 'userjs-session-guard', null );
	}
} );

test( 'an answer that is to be something else than text reaches its caller', async ( { page, wiki } ) => {
	await visit( page, wiki.url );
	expect( await page.evaluate( ( title ) => $.ajax( mw.util.wikiScript( 'api' ), {
		method: 'POST', data: { action: 'edit', title, text: 'Tulgey', token: mw.user.tokens.get( 'csrfToken' ), format: 'json' },
		dataType: 'binary', xhrFields: { responseType: 'json' }
	} ).then( ( answer ) => answer as unknown ), `Binary ${ Math.random() }` ) ).toMatchObject( { edit: { result: 'Success' } } );
} );
