import type { Locator, Page } from '@playwright/test';
import { becomeSomebodyNew, countRequests, expect, setOption, test, visit } from './fixtures';

/** Opens the panel, and one of its parts. */
async function open( page: Page, part?: string ): Promise<Locator> {
	await page.locator( '#pt-session-guard a' ).click();
	const panel = page.getByRole( 'dialog', { name: 'Login session' } );
	await expect( panel ).toBeVisible();
	if ( part ) {
		await panel.locator( 'summary', { hasText: part } ).click();
	}
	return panel;
}

/** What the API itself says of a token. */
async function askApi( page: Page, type: string, token: string ): Promise<string> {
	return page.evaluate( async ( params ) => ( await new mw.Api().get( { action: 'checktoken', ...params } ) ).checktoken.result, { type, token } );
}

test( 'who, in which state, since when; check now, renew, log out', async ( { page, wiki } ) => {
	await page.clock.install();
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.clock.fastForward( 20 * 60000 );
	await page.locator( '#pt-session-guard a' ).focus();
	await expect( page.locator( '#pt-session-guard a' ) ).toHaveAttribute( 'title', 'SessionGuard: Logged in as Alice, checked just now' );
	const panel = await open( page );
	await expect( panel.locator( 'dd' ) ).toHaveText( [ 'Alice', 'Session valid', /^(now|\d seconds? ago)$/, '20 minutes ago' ] );
	const old = await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) );
	await panel.getByRole( 'button', { name: 'Renew token' } ).click();
	await expect( panel.locator( 'dd' ).nth( 3 ) ).toHaveText( /now|1 second ago/ );
	expect( await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) ).not.toBe( old );
	await Promise.all( [ page.waitForResponse( /checktoken/ ), panel.getByRole( 'button', { name: 'Check now' } ).click() ] );
	await panel.getByRole( 'button', { name: 'Log out' } ).click();
	await expect( panel ).toBeHidden();
	await expect( page.getByRole( 'dialog', { name: 'Log out as Alice?' } ) ).toBeVisible();
} );

test( 'every type that this wiki has: valid, expired, invalid, percent-encoded, as the API says', async ( { page, wiki } ) => {
	test.slow();
	await visit( page, wiki.url );
	const panel = await open( page, 'Check a token' );
	const types = await page.evaluate( async () => ( await new mw.Api().get( { action: 'paraminfo', modules: 'checktoken', formatversion: 2 } ) )
		.paraminfo.modules[ 0 ].parameters.find( ( { name }: { name: string } ) => name === 'type' ).type as string[] );
	expect( types.length ).toBeGreaterThanOrEqual( 7 );
	await expect( panel.locator( 'form select option' ).first() ).toBeAttached();
	await expect.poll( () => panel.locator( 'form' ).first().locator( 'option' ).allInnerTexts() ).toEqual( types );
	const tokens: Record<string, string> = await page.evaluate( async ( type ) =>
		( await new mw.Api().get( { action: 'query', meta: 'tokens', type } ) ).query.tokens, types );
	const token = panel.getByLabel( 'Token', { exact: true } );
	const age = panel.getByLabel( 'Maximum age in seconds' );
	const answer = panel.locator( '.session-guard-answer' ).first();
	for ( const type of types ) {
		const good = String( tokens[ `${ type }token` ] );
		const bad = good.replace( /^./, ( digit ) => digit === '0' ? '1' : '0' );
		await panel.getByLabel( 'Type' ).selectOption( type );
		await age.fill( '' );
		for ( const [ value, words ] of [ [ good, 'Valid' ], [ bad, 'Invalid' ] ] as const ) {
			await token.fill( ` ${ value }\n` );
			await token.press( 'Enter' );
			await expect( answer, type ).toContainText( words );
			expect( await askApi( page, type, value ) ).toBe( words.toLowerCase() );
			await expect( answer ).toContainText( 'It was issued' );
		}
		await token.fill( encodeURIComponent( good ) );
		await token.press( 'Enter' );
		await expect( answer ).toBeEmpty();
		await panel.getByRole( 'button', { name: 'Use that token' } ).click();
		await expect( token ).toHaveValue( good );
		await expect( token ).toBeFocused();
		await age.fill( '0' );
		// As soon as a second has passed since.
		await expect( async () => {
			await age.press( 'Enter' );
			await expect( answer ).toContainText( 'Expired', { timeout: 500 } );
		} ).toPass();
		await expect( answer.getByRole( 'link' ) ).toHaveAttribute( 'href', new RegExp( `Special:ApiSandbox#action=checktoken&format=json&type=${ type }&maxtokenage=0$` ) );
	}
} );

test( 'input that is no token, or no age: told at the field, and nothing is sent', async ( { page, wiki } ) => {
	await visit( page, wiki.url );
	const panel = await open( page, 'Check a token' );
	const token = panel.getByLabel( 'Token', { exact: true } );
	const age = panel.getByLabel( 'Maximum age in seconds' );
	await page.waitForLoadState( 'networkidle' );
	const checks = countRequests( page, /action=checktoken/ );
	const good = await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) );
	for ( const [ input, words ] of [
		[ '', 'Enter a token' ],
		[ '   ', 'Enter a token' ],
		[ 'callooh callay', 'This is not a token' ],
		[ 'a'.repeat( 1000000 ), 'too long' ],
		[ `"${ good }"`, 'There is a token in this' ],
		[ `token=${ encodeURIComponent( good ) }&action=edit`, 'There is a token in this' ],
		[ `{"csrftoken":"${ good }\\"}`, 'There is a token in this' ]
	] as const ) {
		await token.fill( input );
		await token.press( 'Enter' );
		await expect( token ).toHaveAccessibleDescription( new RegExp( words ) );
		await expect( token ).toBeFocused();
		await expect( token ).toHaveAttribute( 'aria-invalid', 'true' );
		if ( words.startsWith( 'There' ) ) {
			await panel.getByRole( 'button', { name: 'Use that token' } ).click();
			await expect( token ).toHaveValue( good );
			await expect( token ).toHaveAttribute( 'aria-invalid', 'false' );
		}
	}
	await token.fill( good );
	for ( const input of [ '-1', '1.5', 'long', '99999999999' ] ) {
		await age.fill( input );
		await age.press( 'Enter' );
		await expect( age ).toHaveAccessibleDescription( /whole number of seconds/ );
		await expect( age ).toBeFocused();
	}
	expect( checks() ).toBe( 0 );
} );

test( 'a type that this wiki does not have: the wiki’s own words', async ( { page, wiki } ) => {
	await page.route( /action=paraminfo/, ( route ) => route.fulfill( { json: {} } ) );
	await visit( page, wiki.url );
	const panel = await open( page, 'Check a token' );
	await panel.getByLabel( 'Type' ).selectOption( 'deleteglobalaccount' );
	await panel.getByLabel( 'Token', { exact: true } ).fill( '+\\' );
	await panel.getByRole( 'button', { name: 'Check token' } ).click();
	await expect( panel.locator( '.cdx-message--error' ) ).toContainText( 'Unrecognized value for parameter "type": deleteglobalaccount' );
} );

test( 'all types, one after the other', async ( { page, wiki } ) => {
	await visit( page, wiki.url );
	const panel = await open( page, 'All token types' );
	await panel.getByRole( 'button', { name: 'Check all types' } ).click();
	await expect( panel ).toContainText( 'Valid: 7 of 7' );
	await expect( panel.locator( 'tbody tr' ) ).toHaveCount( 7 );
	await page.route( /api\.php/, ( route ) => route.fulfill( { json: { errors: [ { code: 'readonly', text: 'The Red King <b>sleeps</b>.' } ] } } ) );
	await panel.getByRole( 'button', { name: 'Check all types' } ).click();
	await expect( panel.locator( '.cdx-message--error' ) ).toContainText( 'The Red King <b>sleeps</b>.' );
	await expect( panel.getByRole( 'button', { name: 'Check all types' } ) ).toBeFocused();
} );

test( 'by keyboard alone: indicator, panel, a token, settings, back, log out', async ( { page, context, wiki } ) => {
	await becomeSomebodyNew( context, wiki.url );
	await setOption( context, wiki.url, 'gadget-SessionGuard', '1' );
	await visit( page, wiki.url, { useskin: 'vector' } );
	const indicator = page.locator( '#pt-session-guard a' );
	const tabTo = async ( target: Locator ): Promise<void> => {
		for ( let presses = 0; presses < 80; presses++ ) {
			await page.keyboard.press( 'Tab' );
			if ( await target.evaluate( ( element ) => element === document.activeElement ) ) {
				return;
			}
			// In a dialog, the focus stays in it (or goes to the browser's own buttons).
		}
		throw new Error( 'The focus never came there.' );
	};
	await tabTo( indicator );
	await page.keyboard.press( 'Enter' );
	const panel = page.getByRole( 'dialog', { name: 'Login session' } );
	await expect( panel ).toBeVisible();
	expect( await panel.evaluate( ( element ) => element.contains( document.activeElement ) ) ).toBe( true );

	await tabTo( panel.locator( 'summary', { hasText: 'Check a token' } ) );
	await page.keyboard.press( 'Enter' );
	await tabTo( panel.getByLabel( 'Token', { exact: true } ) );
	await page.keyboard.type( await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) );
	await page.keyboard.press( 'Enter' );
	await expect( panel.locator( '.cdx-message--success' ) ).toHaveText( 'Valid' );

	await tabTo( panel.locator( 'summary', { hasText: 'Settings' } ) );
	await page.keyboard.press( 'Space' );
	await tabTo( panel.getByLabel( 'Ask before logging out' ) );
	await page.keyboard.press( 'End' );
	await page.keyboard.press( 'Enter' );
	await tabTo( panel.getByRole( 'button', { name: 'Save settings' } ) );
	await page.keyboard.press( 'Enter' );
	await expect( panel ).toContainText( 'Saved for your account' );

	await page.keyboard.press( 'Escape' );
	await expect( panel ).toBeHidden();
	await expect( indicator ).toBeFocused();
	await tabTo( page.locator( '#pt-session-guard-logout a' ) );
	await page.keyboard.press( 'Enter' );
	// “Never” is what was chosen.
	await expect( page ).toHaveURL( /UserLogout/ );
} );
