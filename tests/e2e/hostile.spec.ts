import { logIn as logInBot } from '../../deploy.mjs';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { expect, testOnOwnWiki as test, visit } from './fixtures';

const SCRIPT = '<script>injected = 1</script><img src=x onerror="injected = 1">';
const TITLE = 'Who\'s "Who" & What\'s; \\u003Cscript';

test( 'messages with HTML and page names that need escaping are shown as they are', async ( { page, context, ownWiki: wiki } ) => {
	const bot = await logInBot( wiki.url, wiki.admin.name, wiki.admin.password );
	const messages = [ 'Pt-userlogout', 'Logging-out-notify' ];
	try {
		for ( const name of messages ) {
			await bot.save( `MediaWiki:${ name }`, `${ name } ${ SCRIPT }` );
		}
		await logIn( context, wiki.url, ALICE );
		const other = await context.newPage();
		await visit( other, wiki.url, { title: TITLE, action: 'edit' } );
		await other.locator( '#wpTextbox1' ).fill( SCRIPT );
		await visit( page, wiki.url, { useskin: 'vector' } );
		await page.locator( '#pt-session-guard-logout a' ).click();
		const dialog = page.locator( '.session-guard-question' );
		await expect( dialog ).toContainText( TITLE );
		await expect( dialog.getByRole( 'button', { name: SCRIPT } ) ).toBeVisible();
		await page.route( /api\.php/, () => {} );
		await page.keyboard.press( 'Enter' );
		await expect( page.locator( '.mw-notification' ) ).toContainText( SCRIPT );
		expect( await page.evaluate( () => 'injected' in window ) ).toBe( false );
	} finally {
		for ( const name of messages ) {
			await bot.save( `MediaWiki:${ name }`, name );
		}
	}
} );
