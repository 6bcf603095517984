import type { Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { authorsOf, expect, logOutElsewhere, testOnOwnWiki as test, visit } from './fixtures';

/** Scripts, styles and all else only from the wiki itself. */
const STRICT = '$wgCSPHeader = [ "default-src" => true, "includeCORS" => false ];';

/** And none that is made from a text while the page runs. MediaWiki has no setting for that. */
const NO_EVAL = `${ STRICT }
$wgHooks['ContentSecurityPolicyScriptSource'][] = static function ( &$sources ) {
	$sources = array_values( array_diff( $sources, [ "'unsafe-eval'" ] ) );
};`;

/** What the browser has kept from happening so far: which rule, and what. */
const violations = ( page: Page ): Promise<string[]> => page.evaluate( () => ( window as unknown as { violations: string[] } ).violations );

/** Listens for what the browser keeps from happening, from the next page on. */
async function watch( page: Page ): Promise<void> {
	await page.addInitScript( () => {
		const list: string[] = [];
		Object.assign( window, { violations: list } );
		document.addEventListener( 'securitypolicyviolation', ( { effectiveDirective, blockedURI, sourceFile } ) => list.push( `${ effectiveDirective } ${ blockedURI } ${ sourceFile }` ) );
	} );
}

test.afterAll( async ( { ownWiki: wiki } ) => wiki.configure?.( '' ) );

test( 'a strict Content Security Policy: all of the gadget works, and the browser has nothing to report', async ( { page, context, ownWiki: wiki } ) => {
	test.skip( !wiki.configure, 'somebody else’s wiki is not ours to configure' );
	await wiki.configure?.( STRICT );
	await watch( page );
	await logIn( context, wiki.url, ALICE );
	const params = { title: 'Walrus', action: 'edit', useskin: 'vector' };
	const answer = await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { ...params, safemode: '1' } ) }`, { waitUntil: 'networkidle' } );
	expect( answer?.headers()[ 'content-security-policy' ] ).toContain( 'default-src \'self\'' );
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

test( 'a policy without `unsafe-eval`: MediaWiki itself starts no script, ours with all others, and Save saves', async ( { page, context, ownWiki: wiki } ) => {
	test.skip( !wiki.configure, 'somebody else’s wiki is not ours to configure' );
	await wiki.configure?.( NO_EVAL );
	await watch( page );
	await logIn( context, wiki.url, ALICE );
	const title = `Strict ${ Math.random() }`;
	const answer = await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title, action: 'edit' } ) }`, { waitUntil: 'networkidle' } );
	expect( answer?.headers()[ 'content-security-policy' ] ).not.toContain( 'unsafe-eval' );
	// It tries whether the browser is new enough by `new Function`, and takes it for too old.
	await expect( page.locator( 'html' ) ).toHaveClass( /client-nojs/ );
	expect( await violations( page ), 'that alone' ).toEqual( [ `script-src eval ${ wiki.url }/load.php` ] );
	await page.locator( '#wpTextbox1' ).fill( 'Shining with all his might' );
	await page.locator( '#wpSave' ).click();
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	expect( await authorsOf( context, wiki.url, [ title ] ) ).toEqual( [ 'Alice' ] );
} );
