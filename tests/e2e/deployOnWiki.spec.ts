import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFile, readdir } from 'node:fs/promises';
import { logIn } from '../login.mjs';
import { ADMIN } from '../wiki/accounts.mjs';
import type { Wiki } from '../wiki/wiki.mjs';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki has an admin of its own' );

const DIST = new URL( '../../dist/', import.meta.url );

/** Something that the editor’s linter must complain of. */
const WRONG = { js: 'throw n = [ o ], o; +', css: '.a { color: red; }}', json: '{ "a": }' };

/** Ace’s, as far as we use it. */
interface AceWorker {
	on: ( event: string, callback: ( event: { data: { type: string; row: number; text: string }[] } ) => void ) => void;
}
declare const ace: { edit: ( element: Element ) => { getSession: () => { setValue: ( text: string ) => void; $worker: AceWorker } } };

/** Pastes a text into the wiki’s own editor, and hands back the errors that it marks. */
async function errorsIn( page: Page, text: string ): Promise<string[]> {
	return page.evaluate( ( pasted ) => new Promise( ( resolve ) => {
		const session = ace.edit( document.querySelector( '.ace_editor' ) as Element ).getSession();
		session.$worker.on( 'annotate', ( { data } ) => resolve( data.filter( ( { type } ) => type === 'error' ).map( ( error ) => `${ error.row + 1 }: ${ error.text }` ) ) );
		session.setValue( pasted );
	} ), text );
}

for ( const [ type, title ] of [
	[ 'js', 'MediaWiki:Gadget-SessionGuard.js' ],
	[ 'css', 'MediaWiki:Gadget-SessionGuard-styles.css' ],
	[ 'json', 'MediaWiki:Gadget-SessionGuard-i18n-de.json' ]
] as const ) {
	test( `the wiki’s own editor finds no error in any page of ours: .${ type }`, async ( { page, context } ) => {
		const wiki = JSON.parse( String( process.env.SESSION_GUARD_TEST_WIKIS ) ).full as Wiki;
		await logIn( context, wiki.url, ADMIN );
		await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title, action: 'edit' } ) }` );
		await page.locator( '.ace_editor' ).waitFor();
		await expect.poll( () => errorsIn( page, WRONG[ type ] ), 'the linter is at work' ).not.toEqual( [] );
		const files = ( await readdir( DIST ) ).filter( ( file ) => file.startsWith( 'SessionGuard' ) && file.endsWith( `.${ type }` ) );
		expect( files.length ).toBeGreaterThanOrEqual( 3 );
		for ( const file of files ) {
			expect( await errorsIn( page, await readFile( new URL( file, DIST ), 'utf8' ) ), file ).toEqual( [] );
		}
	} );
}

for ( const uselang of [ 'en', 'de' ] ) {
	test( `nothing is missing on Special:Gadgets, in ${ uselang }`, { tag: '@gadget' }, async ( { page, context } ) => {
		const wiki = JSON.parse( String( process.env.SESSION_GUARD_TEST_WIKIS ) ).full as Wiki;
		await logIn( context, wiki.url, ADMIN );
		await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title: 'Special:Gadgets', uselang } ) }` );
		const list = page.locator( '#mw-content-text' );
		await expect( list.locator( '#gadget-SessionGuard' ) ).toBeVisible();
		await expect( list.locator( 'li[id^="gadget-SessionGuard"]' ) ).toHaveCount( 4 );
		await expect( list.locator( '.mw-message-box, .cdx-message' ) ).toHaveCount( 0 );
		expect( await list.innerText() ).not.toMatch( /[⧼⧽]/ );
	} );
}
