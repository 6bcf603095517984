import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { logIn as logInBot } from '../../deploy.mjs';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import { expect, hide, show, testOnOwnWiki, visit, whoIsLoggedIn } from './fixtures';

const DEFINITIONS = 'MediaWiki:Gadgets-definition';

/** With the other gadget on, for everybody. */
const test = testOnOwnWiki.extend<{ url: string }>( {
	url: async ( { ownWiki: wiki }, use ) => {
		const { outputFiles: [ built ] } = await build( {
			entryPoints: [ fileURLToPath( new URL( 'otherGadget.ts', import.meta.url ) ) ],
			bundle: true, format: 'cjs', target: 'es2016', external: [ 'ext.gadget.*' ], write: false
		} );
		const bot = await logInBot( wiki.url, wiki.admin.name, wiki.admin.password );
		const { revisions } = await bot.read( DEFINITIONS );
		const definitions = String( revisions?.[ 0 ]?.content );
		await bot.save( 'MediaWiki:Gadget-Snark.js', String( built?.text ) );
		await bot.save( DEFINITIONS, `${ definitions }\n* Snark[ResourceLoader|default|dependencies=ext.gadget.SessionGuard]|Snark.js` );
		await use( wiki.url );
		await bot.save( DEFINITIONS, definitions );
	}
} );

test( 'another gadget builds on this one: require, the hook, errors in words', { tag: '@gadget' }, async ( { page, context, url } ) => {
	await logIn( context, url, ALICE );
	await page.clock.install();
	await visit( page, url );
	const state = page.locator( '#snark-state' );
	const token = page.locator( '#snark-token' );
	await expect( state, 'a handler that comes late hears what is' ).toHaveText( 'Alice: valid' );

	await page.getByRole( 'button', { name: 'Hunt', exact: true } ).click();
	await expect( token ).toHaveText( /^valid, made 20\d\d-\d\d-\d\dT/ );
	await page.getByRole( 'button', { name: 'Boojum' } ).click();
	await expect( token ).toHaveText( /^badvalue: .*“?boojum/ );
	expect( await token.textContent() ).not.toContain( '+\\' );
	await page.getByRole( 'button', { name: 'Look' } ).click();
	await expect( token ).toHaveText( 'valid, looked' );

	await page.route( /api\.php/, ( route ) => route.abort() );
	await page.getByRole( 'button', { name: 'Hunt', exact: true } ).click();
	await expect( token ).toHaveText( /^http: \w/ );
	await page.unroute( /api\.php/ );

	await logIn( context, url, BOB );
	await hide( page );
	await page.clock.fastForward( 600000 );
	await show( page );
	await expect( state ).toHaveText( 'Alice: switched, Bob' );
} );

test( 'another gadget logs out as the link does: with a question', { tag: '@gadget' }, async ( { page, context, url } ) => {
	await logIn( context, url, ALICE );
	await visit( page, url );
	const vanish = page.getByRole( 'button', { name: 'Vanish' } );
	const dialog = page.locator( '.session-guard-question' );
	await vanish.click();
	await dialog.waitFor();
	await page.keyboard.press( 'Escape' );
	await expect( dialog ).toHaveCount( 0 );
	await expect( vanish, 'focus is where it was' ).toBeFocused();
	expect( await whoIsLoggedIn( context, url ) ).toBe( 'Alice' );

	await vanish.click();
	await dialog.waitFor();
	await page.keyboard.press( 'Enter' );
	await expect( page ).toHaveURL( /UserLogout/ );
	expect( await whoIsLoggedIn( context, url ) ).toBeNull();

	await page.goto( `${ url }/index.php?title=Jabberwocky` );
	await expect( page.locator( '#snark-state' ) ).toHaveText( 'Nobody: logged-out' );
	await page.getByRole( 'button', { name: 'Look' } ).click();
	await expect( page.locator( '#snark-token' ) ).toHaveText( 'logged-out, looked' );
	await expect( page.locator( '#pt-session-guard' ) ).toHaveCount( 0 );
} );
