import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { logIn, postWithToken } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { startWiki } from '../wiki/wiki.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { becomeSomebodyNew, checkNow, expect, logOutElsewhere, setOption, test, visit } from './fixtures';

const FILE = fileURLToPath( new URL( '../../dist/SessionGuard.user.js', import.meta.url ) );

test.use( { allowedNoise: [ /ERR_(EMPTY_RESPONSE|CONNECTION_RE(FUSED|SET))/ ] } );

for ( const how of [ 'pasted into common.js', 'loaded from another wiki’s address' ] ) {
	test( `the user script, ${ how }: all there, on a wiki that has none of our pages`, { tag: '@gadget' }, async ( { page, context } ) => {
		test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to configure' );
		test.slow();
		const wikis: Wiki[] = [ await startWiki() ];
		const [ wiki ] = wikis as [ Wiki ];
		const script = await readFile( FILE, 'utf8' );
		const save = async ( url: string, title: string, text: string ): Promise<void> => {
			expect( await postWithToken( context, url, 'csrf', ( token ) => ( { action: 'edit', title, text, token } ) ) ).toMatchObject( { edit: { result: 'Success' } } );
			const stored = await context.request.get( `${ url }/index.php?${ new URLSearchParams( { title, action: 'raw', ctype: 'text/javascript' } ) }` );
			expect( await stored.text(), 'MediaWiki has changed nothing' ).toBe( text.trim() );
		};
		try {
			await logIn( context, wiki.url, ALICE );
			if ( how.startsWith( 'pasted' ) ) {
				await save( wiki.url, 'User:Alice/common.js', script );
			} else {
				const other = await startWiki();
				wikis.push( other );
				// Another host: cookies know no port.
				const elsewhere = other.url.replace( '127.0.0.1', 'localhost' );
				await logIn( context, elsewhere, ALICE );
				await save( elsewhere, 'User:Alice/SessionGuard.js', script );
				const line = `mw.loader.load( '${ elsewhere }/index.php?title=User:Alice/SessionGuard.js&action=raw&ctype=text/javascript' );`;
				await save( wiki.url, 'User:Alice/common.js', `${ line }\n${ line }` );
			}
			await page.clock.install();
			const title = `User script ${ Math.random() }`;
			const indicator = await visit( page, wiki.url, { title, action: 'edit', uselang: 'de' } );
			await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
			await expect( indicator, 'once, however often it is loaded' ).toHaveCount( 1 );
			await expect( indicator.locator( 'a' ), 'with its styles' ).toHaveCSS( 'position', 'absolute' );
			expect( await page.evaluate( () => window.sessionGuard?.state() ) ).toEqual( { state: 'valid', user: 'Alice' } );

			await checkNow( page );
			await expect( page.locator( '.session-guard-panel h2' ) ).toHaveText( 'Login session' );
			await page.locator( '#wpTextbox1' ).fill( 'All mimsy were the <span id="sessionGuard">borogoves</span>' );
			await page.waitForLoadState( 'networkidle' );
			await logOutElsewhere( context, wiki.url );
			await page.clock.fastForward( 60000 );
			await page.locator( '#wpSave' ).click();
			const dialog = page.locator( '.session-guard-question' );
			await expect( dialog ).toContainText( 'no longer logged in as Alice' );
			await dialog.getByRole( 'button', { name: 'Cancel' } ).click();
			await logIn( context, wiki.url, ALICE );
			await checkNow( page );
			await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
			await page.locator( '#wpSave' ).click();
			await expect( page ).not.toHaveURL( /action=(edit|submit)/ );

			const reader = await context.newPage();
			// What stands in a page under our name does not stop it.
			await visit( reader, wiki.url, { title, useskin: 'vector' } );
			await expect( reader.locator( '#sessionGuard' ) ).toHaveCount( 1 );
			await reader.locator( '#pt-session-guard-logout a' ).click();
			await reader.locator( '.session-guard-question' ).waitFor();
			await reader.keyboard.press( 'Enter' );
			await expect( reader ).toHaveURL( /UserLogout/ );
		} finally {
			await Promise.all( context.pages().map( ( open ) => open.close() ) );
			await Promise.all( wikis.map( ( one ) => one.remove() ) );
		}
	} );
}

for ( const on of [ '1', '0' ] ) {
	test( `the user script where the gadget is ${ on === '1' ? 'on' : 'off' }: the wiki’s own starts, once`, { tag: '@gadget' }, async ( { page, context, wiki } ) => {
		await becomeSomebodyNew( context, wiki.url );
		await setOption( context, wiki.url, 'gadget-SessionGuard', on );
		await page.goto( `${ wiki.url }/index.php?title=Jabberwocky` );
		// As a line in common.js would.
		await page.addScriptTag( { path: FILE } );
		await page.locator( '#pt-session-guard a' ).waitFor();
		expect( await page.evaluate( () => [ mw.loader.getState( 'ext.gadget.SessionGuard' ), typeof window.sessionGuard ] ) ).toEqual( [ 'ready', 'undefined' ] );
		await expect( page.locator( '#pt-session-guard' ) ).toHaveCount( 1 );
		await expect( page.locator( '#pt-session-guard-logout' ) ).toHaveCount( 1 );
	} );
}
