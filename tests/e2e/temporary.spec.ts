import { TEMPORARY_ACCOUNTS, expect, testOnOwnWiki as test, visit } from './fixtures';

test( 'a temporary account that is gone: its Save is held, and published under a new one only on purpose', async ( { page, context, ownWiki: wiki } ) => {
	await wiki.configure?.( TEMPORARY_ACCOUNTS );
	try {
		const title = `Temporary ${ Math.random() }`;
		await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title, action: 'edit' } ) }` );
		await page.locator( '#wpTextbox1' ).fill( 'Who are you?' );
		await page.locator( '#wpSave' ).click();
		await expect( page.locator( '#mw-content-text' ) ).toContainText( 'Who are you?' );

		await page.clock.install();
		await visit( page, wiki.url, { title, action: 'edit' } );
		const name = await page.evaluate( () => mw.user.getName() );
		expect( name ).toMatch( /^~2/ );
		await page.locator( '#wpTextbox1' ).fill( 'I hardly know, sir, just at present' );
		await context.clearCookies();
		await page.clock.fastForward( 60000 );
		await page.locator( '#wpSave' ).click();
		const dialog = page.locator( '.session-guard-question' );
		await expect( dialog ).toContainText( `no longer logged in as ${ name }` );
		// Nobody can log in to it again.
		await expect( dialog.getByRole( 'link' ) ).toHaveCount( 0 );
		await expect( page.locator( '.mw-notification a' ) ).toHaveCount( 0 );
		await dialog.getByRole( 'button', { name: 'Go on without logging in' } ).click();
		await expect( dialog ).toContainText( 'temporary account' );
		await dialog.getByRole( 'button', { name: 'Go on', exact: true } ).click();
		await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
		await expect( page.locator( '#mw-content-text' ) ).toContainText( 'just at present' );
	} finally {
		await wiki.configure?.( '' );
	}
} );
