import type { BrowserContext, Locator, Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import { becomeSomebodyNew, countRequests, expect, logOutElsewhere, setOption, settle, test, visit, whoIsLoggedIn } from './fixtures';

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
	await expect( panel.locator( 'dd .cdx-message--success' ) ).toHaveText( 'Session valid' );
	const old = await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) );
	await panel.getByRole( 'button', { name: 'Renew token' } ).click();
	await expect( panel.locator( 'dd' ).nth( 3 ) ).toHaveText( /now|1 second ago/ );
	expect( await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) ).not.toBe( old );
	await Promise.all( [ page.waitForResponse( /checktoken/ ), panel.getByRole( 'button', { name: 'Check now' } ).click() ] );
	await expect( panel.getByRole( 'status' ).filter( { hasText: /^Checked at \d.*\. You are logged in as Alice\.$/ } ) ).toBeVisible();
	await panel.getByRole( 'button', { name: 'Log out' } ).click();
	await expect( panel ).toBeHidden();
	await expect( page.getByRole( 'dialog', { name: 'Log out Alice?' } ) ).toBeVisible();
} );

test( 'what it says goes on while it is open, and only then', async ( { page, wiki } ) => {
	await page.clock.install();
	await visit( page, wiki.url, { useskin: 'vector' } );
	const timers = await page.evaluateHandle( () => {
		const running = new Set<unknown>();
		const { setInterval, clearInterval } = window;
		Object.assign( window, {
			setInterval( ...args: Parameters<typeof setInterval> ) {
				const timer = setInterval( ...args );
				running.add( timer );
				return timer;
			},
			clearInterval( timer: number ) {
				running.delete( timer );
				clearInterval( timer );
			}
		} );
		return running;
	} );
	const panel = await open( page );
	const times = panel.locator( 'dd:nth-of-type( 1 )' ).filter( { hasText: /now|ago/ } );
	await expect( times ).toHaveText( [ /now|seconds? ago/, /now|seconds? ago/ ] );
	await page.clock.fastForward( 65000 );
	await expect( times ).toHaveText( [ '1 minute ago', '1 minute ago' ] );
	expect( await timers.evaluate( ( { size } ) => size ) ).toBe( 1 );
	await page.keyboard.press( 'Escape' );
	await expect( panel ).toBeHidden();
	await expect.poll( () => timers.evaluate( ( { size } ) => size ) ).toBe( 0 );
} );

test( 'logged out: says so, leads to the login, offers nothing that cannot be; and recovers', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	const panel = await open( page );
	const login = panel.getByRole( 'link', { name: 'Log in as Alice (new window)' } );
	const renew = panel.getByRole( 'button', { name: 'Renew token' } );
	await expect( panel.locator( 'dd' ).nth( 1 ) ).toHaveText( 'Session valid' );
	await expect( login ).toBeHidden();
	await logOutElsewhere( context, wiki.url );
	await renew.focus();
	await page.keyboard.press( 'Enter' );
	await expect( panel.locator( 'dd .cdx-message--error' ) ).toHaveText( 'Logged out' );
	await expect( panel.getByRole( 'status' ).filter( { hasText: 'no longer logged in as Alice' } ) ).toBeVisible();
	await expect( renew ).toBeHidden();
	await expect( panel.getByRole( 'button', { name: 'Log out' } ) ).toBeHidden();
	await expect( panel.getByRole( 'button', { name: 'Check now' } ), 'the focus is not lost with what had it' ).toBeFocused();

	const [ popup ] = await Promise.all( [ context.waitForEvent( 'page' ), login.click() ] );
	await popup.locator( '#wpName1' ).fill( ALICE.name );
	await popup.locator( '#wpPassword1' ).fill( ALICE.password );
	await popup.locator( '#wpLoginAttempt' ).click();
	await expect( panel.locator( 'dd' ).nth( 1 ) ).toHaveText( 'Session valid' );
	await expect.poll( () => popup.isClosed(), 'the small window has done its work' ).toBe( true );
	await expect( login ).toBeHidden();
	await expect( renew ).toBeVisible();
	expect( await panel.evaluate( ( element ) => element.contains( document.activeElement ) ) ).toBe( true );
} );

test( 'another account: whose page this is; its session is not ours to end', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	const panel = await open( page );
	await expect( panel.locator( 'dd' ).nth( 1 ) ).toHaveText( 'Session valid' );
	await logIn( context, wiki.url, BOB );
	await panel.getByRole( 'button', { name: 'Check now' } ).click();
	await expect( panel.locator( 'dd .cdx-message--error' ) ).toHaveText( 'Another account' );
	await expect( panel.getByRole( 'status' ).filter( { hasText: /^Checked at .*Bob is logged in now/ } ) ).toBeVisible();
	await expect( panel.getByRole( 'link', { name: 'Log in as Alice' } ) ).toBeVisible();
	await expect( panel.getByRole( 'button', { name: 'Renew token' } ) ).toBeHidden();
	await expect( panel.getByRole( 'button', { name: 'Log out' } ) ).toBeHidden();
} );

test.describe( 'out of reach', () => {
	test.use( { allowedNoise: [ /ERR_FAILED/ ] } );

	test( 'is told as what it is', async ( { page, wiki } ) => {
		await visit( page, wiki.url, { useskin: 'vector' } );
		await page.route( /api\.php/, ( route ) => route.abort() );
		const panel = await open( page );
		await expect( panel.locator( 'dd .cdx-message--warning' ) ).toHaveText( 'Wiki out of reach' );
		await expect( panel.getByRole( 'status' ).filter( { hasText: 'does not answer' } ) ).toBeVisible();
		await expect( panel.getByRole( 'link', { name: 'Log in as Alice' } ), 'nobody knows that it is needed' ).toBeHidden();
	} );
} );

test( 'a press beside it closes it; the end of a selection that began inside does not', async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	const panel = await open( page );
	const { x, y } = await panel.locator( 'dt' ).first().boundingBox() as { x: number; y: number };
	await page.mouse.move( x + 2, y + 5 );
	await page.mouse.down();
	await page.mouse.move( 5, 500, { steps: 5 } );
	await page.mouse.up();
	await page.mouse.click( x - 8, y );
	await expect( panel ).toBeVisible();
	await page.mouse.click( 5, 500 );
	await expect( panel ).toBeHidden();
	await expect( page.locator( '#pt-session-guard a' ) ).toBeFocused();
} );

test( 'a press beside the question cancels it; a held Save waits for an answer', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector', action: 'edit', title: 'Walrus' } );
	const question = page.locator( '.session-guard-question' );
	await page.locator( '#pt-session-guard-logout a' ).click();
	await expect( question ).toBeVisible();
	await page.mouse.click( 5, 500 );
	await expect( question ).toHaveCount( 0 );
	await expect( page.locator( '#pt-session-guard-logout a' ) ).toBeFocused();
	expect( await whoIsLoggedIn( context, wiki.url ) ).toBe( 'Alice' );

	await page.locator( '#wpTextbox1' ).fill( 'The time has come' );
	await logOutElsewhere( context, wiki.url );
	await page.locator( '#pt-session-guard a' ).press( 'Enter' );
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'logged-out' );
	await page.keyboard.press( 'Escape' );
	await page.locator( '#wpSave' ).press( 'Enter' );
	await expect( question ).toBeVisible();
	await page.mouse.click( 5, 500 );
	await expect( question ).toBeVisible();
} );

test( 'it is named, and leads to where the wiki describes it; a wiki may name another page', { tag: '@gadget' }, async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	const link = ( await open( page ) ).getByRole( 'link', { name: 'About SessionGuard' } );
	await page.goto( new URL( String( await link.getAttribute( 'href' ) ), wiki.url ).href );
	expect( await page.evaluate( () => document.querySelector( ':target' )?.textContent ) ).toContain( 'SessionGuard' );

	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.evaluate( () => mw.config.set( 'sessionGuard', { help: 'Project:SessionGuard' } ) );
	await open( page );
	await expect( link ).toHaveAttribute( 'href', /Project:SessionGuard$/ );
} );

test( 'settings stand before what is for developers; what belongs together stands 16 px apart', async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	const panel = await open( page, 'Check a token' );
	await expect( panel.locator( 'summary' ) ).toHaveText( [ 'Settings', 'Check a token', 'All token types' ] );
	const age = panel.getByLabel( 'Maximum age in seconds' );
	const button = panel.getByRole( 'button', { name: 'Check token' } );
	await panel.getByLabel( 'Token', { exact: true } ).fill( await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) );
	await button.click();
	const answer = panel.locator( 'form .cdx-message--success' );
	await expect( answer ).toHaveText( 'Valid' );
	const edges = async ( locator: Locator ): Promise<[ number, number ]> => {
		const { y, height } = await locator.boundingBox() as { y: number; height: number };
		return [ Math.round( y ), Math.round( y + height ) ];
	};
	const [ , ageEnd ] = await edges( age );
	const [ buttonStart, buttonEnd ] = await edges( button );
	const [ answerStart ] = await edges( answer );
	expect( [ buttonStart - ageEnd, answerStart - buttonEnd ] ).toEqual( [ 16, 16 ] );
} );

test( 'every type that this wiki has: valid, expired, invalid, percent-encoded, as the API says', async ( { page, wiki } ) => {
	test.slow();
	await visit( page, wiki.url );
	const panel = await open( page, 'Check a token' );
	const types = await page.evaluate( async () => ( await new mw.Api().get( { action: 'paraminfo', modules: 'checktoken', formatversion: 2 } ) )
		.paraminfo.modules[ 0 ].parameters.find( ( { name }: { name: string } ) => name === 'type' ).type as string[] );
	expect( types.length ).toBeGreaterThanOrEqual( 7 );
	const type = panel.getByLabel( 'Type' );
	await expect.poll( () => type.locator( 'option' ).allInnerTexts() ).toEqual( types );
	const tokens: Record<string, string> = await page.evaluate( async ( type ) =>
		( await new mw.Api().get( { action: 'query', meta: 'tokens', type } ) ).query.tokens, types );
	const token = panel.getByLabel( 'Token', { exact: true } );
	const age = panel.getByLabel( 'Maximum age in seconds' );
	const answer = panel.locator( 'form', { has: page.getByLabel( 'Token', { exact: true } ) } ).locator( '.session-guard-answer' );
	for ( const name of types ) {
		const good = String( tokens[ `${ name }token` ] );
		const bad = good.replace( /^./, ( digit ) => digit === '0' ? '1' : '0' );
		await type.selectOption( name );
		await age.fill( '' );
		for ( const [ value, words ] of [ [ good, 'Valid' ], [ bad, 'Invalid' ] ] as const ) {
			await token.fill( ` ${ value }\n` );
			await token.press( 'Enter' );
			await expect( answer, name ).toContainText( words );
			expect( await askApi( page, name, value ) ).toBe( words.toLowerCase() );
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
		await expect( answer.getByRole( 'link' ) ).toHaveAttribute( 'href', new RegExp( `Special:ApiSandbox#action=checktoken&format=json&type=${ name }&maxtokenage=0$` ) );
	}
} );

test( 'input that is no token, or no age: told at the field, and nothing is sent', async ( { page, wiki } ) => {
	await visit( page, wiki.url );
	const panel = await open( page, 'Check a token' );
	const token = panel.getByLabel( 'Token', { exact: true } );
	const age = panel.getByLabel( 'Maximum age in seconds' );
	await settle( page );
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
	await expect( panel ).toContainText( 'Valid: 7 of 7, for Alice' );
	await expect( panel.locator( 'tbody tr' ) ).toHaveCount( 7 );
	await page.route( /api\.php/, ( route ) => route.fulfill( { json: { errors: [ { code: 'readonly', text: 'The Red King <b>sleeps</b>.' } ] } } ) );
	await panel.getByRole( 'button', { name: 'Check all types' } ).click();
	await expect( panel.locator( 'details .cdx-message--error' ) ).toContainText( 'The Red King <b>sleeps</b>.' );
	await expect( panel.getByRole( 'button', { name: 'Check all types' } ) ).toBeFocused();
} );

for ( const [ who, become ] of Object.entries( {
	nobody: logOutElsewhere,
	'another account': ( context: BrowserContext, url: string ) => logIn( context, url, BOB )
} ) ) {
	test( `the tokens of ${ who } are not taken for those of the page’s user`, async ( { page, context, wiki } ) => {
		await visit( page, wiki.url );
		const panel = await open( page, 'All token types' );
		await expect( panel.locator( 'dd' ).nth( 1 ) ).toHaveText( 'Session valid' );
		await become( context, wiki.url );
		const all = panel.locator( 'details[open]' );
		await all.getByRole( 'button', { name: 'Check all types' } ).click();
		await expect( all.getByRole( 'status' ) ).toContainText( 'no longer logged in as Alice' );
		await expect( all ).not.toContainText( 'Valid' );

		await panel.locator( 'summary', { hasText: 'Check a token' } ).click();
		await panel.getByLabel( 'Token', { exact: true } ).fill( '+\\' );
		await panel.getByRole( 'button', { name: 'Check token' } ).click();
		await expect( panel.locator( 'form .cdx-message--error' ) ).toContainText( 'no longer logged in as Alice' );
		// It was heard, too.
		await expect( panel.locator( 'dd' ).nth( 1 ) ).not.toHaveText( 'Session valid' );
	} );
}

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
	await expect( panel.locator( 'form .cdx-message--success' ) ).toHaveText( 'Valid' );

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
