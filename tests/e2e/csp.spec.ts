import type { Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { expect, logOutElsewhere, testOnOwnWiki as test, visit } from './fixtures';

/** Scripts, styles and all else only from the wiki itself. */
const STRICT = '$wgCSPHeader = [ "default-src" => true, "includeCORS" => false ];';

/** MediaWiki allows it by itself. */
const WITHOUT_EVAL = '$wgHooks["ContentSecurityPolicyScriptSource"][] = static function ( &$sources ) { $sources = array_diff( $sources, [ "\'unsafe-eval\'" ] ); };';

/** What the browser has kept from happening so far: which rule, and what. */
const violations = ( page: Page ): Promise<string[]> => page.evaluate( () => ( window as unknown as { violations: string[] } ).violations );

test.afterAll( async ( { ownWiki: wiki } ) => wiki.configure?.( '' ) );

for ( const [ name, settings, words ] of [
	[ 'a strict Content Security Policy', STRICT, [ 'default-src \'self\'', 'unsafe-eval' ] ],
	[ 'one without unsafe-eval', STRICT + WITHOUT_EVAL, [ 'default-src \'self\'' ] ]
] as const ) {
	test( `${ name }: all of the gadget works, and the browser has nothing to report`, async ( { page, context, ownWiki: wiki } ) => {
		test.skip( !wiki.configure, 'somebody else’s wiki is not ours to configure' );
		await wiki.configure?.( `$extensions = [ "Gadgets" ]; ${ settings }` );
		await page.addInitScript( () => {
			const list: string[] = [];
			Object.assign( window, { violations: list } );
			document.addEventListener( 'securitypolicyviolation', ( { effectiveDirective, blockedURI, sourceFile } ) => list.push( `${ effectiveDirective } ${ blockedURI } ${ sourceFile }` ) );
		} );
		await logIn( context, wiki.url, ALICE );
		const params = { title: 'Walrus', action: 'edit', useskin: 'vector' };
		const answer = await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { ...params, safemode: '1' } ) }`, { waitUntil: 'networkidle' } );
		const policy = String( answer?.headers()[ 'content-security-policy' ] );
		for ( const word of words ) {
			expect( policy ).toContain( word );
		}
		expect( policy.includes( 'unsafe-eval' ) ).toBe( words.length > 1 );
		const withoutGadget = await violations( page );

		await visit( page, wiki.url, params );
		await page.locator( '#wpTextbox1' ).fill( 'The sun was shining on the sea' );
		await page.locator( '#pt-session-guard a' ).click();
		await page.locator( '.session-guard-panel' ).waitFor();
		await page.keyboard.press( 'Escape' );
		await page.locator( '#pt-session-guard-logout a' ).click();
		await page.locator( '.session-guard-question' ).waitFor();
		await page.keyboard.press( 'Escape' );
		await logOutElsewhere( context, wiki.url );
		await page.clock.install();
		await page.clock.fastForward( 60000 );
		await page.locator( '#wpSave' ).click();
		await expect( page.locator( '.session-guard-question' ) ).toContainText( 'on hold' );
		expect( ( await violations( page ) ).filter( ( violation ) => !withoutGadget.includes( violation ) ) ).toEqual( [] );
	} );
}
