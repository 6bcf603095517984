import { logIn as logInBot } from '../../deploy.mjs';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { becomeSomebodyNew, expect, logOutElsewhere, setOption, test, testOnOwnWiki, visit, whoIsLoggedIn } from './fixtures';

const OPTION = 'userjs-session-guard';
const DIALOG = '.session-guard-question';

test( 'kept with the account: another browser has them', async ( { page, context, browser, wiki } ) => {
	const account = await becomeSomebodyNew( context, wiki.url );
	await setOption( context, wiki.url, 'gadget-SessionGuard', '1' );
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.locator( '#pt-session-guard a' ).click();
	const panel = page.locator( '.session-guard-panel' );
	await panel.locator( 'summary', { hasText: 'Settings' } ).click();
	await panel.getByLabel( 'Minutes until' ).fill( '0' );
	await panel.getByRole( 'button', { name: 'Save settings' } ).click();
	await expect( panel.getByLabel( 'Minutes until' ) ).toHaveAccessibleDescription( /from 1 to 1440/ );
	await panel.getByLabel( 'Minutes until' ).fill( '15' );
	await panel.getByLabel( 'Ask before' ).selectOption( 'Only when something would be lost' );
	await panel.getByLabel( 'After logging out' ).selectOption( 'The same page' );
	await panel.getByLabel( 'Check my session' ).uncheck();
	await panel.getByRole( 'button', { name: 'Save settings' } ).click();
	await expect( panel ).toContainText( 'Saved for your account' );

	const other = await browser.newContext();
	await logIn( other, wiki.url, account );
	const elsewhere = await other.newPage();
	await visit( elsewhere, wiki.url, { useskin: 'vector', action: 'edit' } );
	await elsewhere.locator( '#pt-session-guard a' ).click();
	await elsewhere.locator( '.session-guard-panel summary', { hasText: 'Settings' } ).click();
	await expect( elsewhere.getByLabel( 'Minutes until' ) ).toHaveValue( '15' );
	await expect( elsewhere.getByLabel( 'Check my session' ) ).not.toBeChecked();
	await elsewhere.keyboard.press( 'Escape' );

	// The save guard is off: core's own safety net alone.
	await elsewhere.locator( '#wpTextbox1' ).fill( 'Curiouser and curiouser' );
	await logOutElsewhere( other, wiki.url );
	await elsewhere.locator( '#wpSave' ).click();
	await expect( elsewhere.locator( '#mw-content-text' ) ).toContainText( 'loss of session data' );
	await other.close();

	// Nothing would be lost: not asked, and back to the same page. (The other logout was that of another session.)
	await page.keyboard.press( 'Escape' );
	await page.locator( '#pt-session-guard-logout a' ).click();
	await expect.poll( () => whoIsLoggedIn( context, wiki.url ) ).toBeNull();
	await expect( page ).toHaveURL( /title=Jabberwocky/ );
	await expect( page.locator( '#pt-login, #pt-login-2' ).first() ).toBeAttached();
} );

test( 'asked all the same where something would be lost', async ( { page, context, wiki } ) => {
	await becomeSomebodyNew( context, wiki.url );
	await setOption( context, wiki.url, 'gadget-SessionGuard', '1' );
	await setOption( context, wiki.url, OPTION, '{"ask":"loss"}' );
	const writer = await context.newPage();
	await visit( writer, wiki.url, { title: 'Wonderland', action: 'edit' } );
	await writer.locator( '#wpTextbox1' ).fill( 'Off with her head!' );
	const painter = await context.newPage();
	await visit( painter, wiki.url, { title: 'Roses, red and white', action: 'edit' } );
	await painter.locator( '#wpTextbox1' ).fill( 'White.' );
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.locator( '#pt-session-guard-logout a' ).click();
	// A list: the names have commas of their own.
	await expect( page.locator( DIALOG ).getByRole( 'listitem' ) ).toHaveCount( 2 );
	expect( ( await page.locator( DIALOG ).getByRole( 'listitem' ).allInnerTexts() ).sort() ).toEqual( [ 'Roses, red and white', 'Wonderland' ] );
} );

for ( const broken of [ '{"ask":', 'null', '[1]', '{"ask":"x","after":3,"interval":"soon","guard":"perhaps"}', '"text"' ] ) {
	test( `a stored value that is none falls back, and is repaired in the panel: ${ broken }`, async ( { page, context, wiki } ) => {
		await becomeSomebodyNew( context, wiki.url );
		await setOption( context, wiki.url, 'gadget-SessionGuard', '1' );
		await setOption( context, wiki.url, OPTION, broken );
		await visit( page, wiki.url, { useskin: 'vector' } );
		await page.locator( '#pt-session-guard a' ).click();
		const panel = page.locator( '.session-guard-panel' );
		await panel.locator( 'summary', { hasText: 'Settings' } ).click();
		await expect( panel.getByLabel( 'Ask before' ) ).toHaveValue( 'always' );
		await expect( panel.getByLabel( 'After logging out' ) ).toHaveValue( 'page' );
		await expect( panel.getByLabel( 'Minutes until' ) ).toHaveValue( '5' );
		await expect( panel.getByLabel( 'Check my session' ) ).toBeChecked();
		if ( broken !== 'null' ) {
			await expect( panel ).toContainText( 'cannot be read' );
		}
		await panel.getByRole( 'button', { name: 'Save settings' } ).click();
		await expect( panel ).toContainText( 'Saved for your account' );
		await expect( panel ).not.toContainText( 'cannot be read' );
		expect( await page.evaluate( ( name ) => mw.user.options.get( name ), OPTION ) ).toBe( '{"ask":"always","after":"page","interval":5,"guard":true,"requests":true}' );
		await panel.getByRole( 'button', { name: 'Use this wiki’s settings' } ).click();
		await expect.poll( () => page.evaluate( ( name ) => mw.user.options.get( name ), OPTION ) ).toBeNull();
	} );
}

testOnOwnWiki( 'an interface admin’s defaults hold until somebody chooses', { tag: '@gadget' }, async ( { page, context, ownWiki: wiki } ) => {
	const bot = await logInBot( wiki.url, wiki.admin.name, wiki.admin.password );
	await bot.save( 'MediaWiki:Gadget-SessionGuard-defaults.js', 'mw.config.set( \'sessionGuard\', { ask: \'never\', interval: 30 } );' );
	try {
		await logIn( context, wiki.url, ALICE );
		await visit( page, wiki.url, { useskin: 'vector' } );
		await page.locator( '#pt-session-guard a' ).click();
		const panel = page.locator( '.session-guard-panel' );
		await panel.locator( 'summary', { hasText: 'Settings' } ).click();
		await expect( panel.getByLabel( 'Minutes until' ) ).toHaveValue( '30' );
		await page.keyboard.press( 'Escape' );
		await page.locator( '#pt-session-guard-logout a' ).click();
		await expect( page ).toHaveURL( /UserLogout/ );

		await logIn( context, wiki.url, ALICE );
		await setOption( context, wiki.url, OPTION, '{"ask":"always"}' );
		await visit( page, wiki.url, { useskin: 'vector' } );
		await page.locator( '#pt-session-guard-logout a' ).click();
		await expect( page.locator( DIALOG ) ).toBeVisible();
	} finally {
		await bot.save( 'MediaWiki:Gadget-SessionGuard-defaults.js', '' );
		await setOption( context, wiki.url, OPTION, null );
	}
} );
