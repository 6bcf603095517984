import type { Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { readyWiki } from '../wiki/ready.mjs';
import { countRequests, expect, settle, test, visit } from './fixtures';
import { dropRow } from './situations';

/**
 * @param page
 * @return whether the browser took it from its own cache, whatever the wiki had to say
 */
function isFromCache( page: Page ): Promise<boolean> {
	return page.evaluate( () => performance.getEntriesByType( 'navigation' )[ 0 ]?.toJSON().transferSize <= 300 );
}

test( 'a page that the browser had kept proves nothing: MediaWiki says “not modified” where the session is gone, too', async ( { page, context } ) => {
	test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to break' );
	const own = await readyWiki( { isPlain: true } );
	try {
		await context.clearCookies();
		await logIn( context, own.url, ALICE );
		const indicator = await visit( page, own.url );
		await visit( page, own.url, { title: 'Special:SpecialPages' } );
		await dropRow( { wiki: own } );

		const checks = countRequests( page, /action=checktoken/ );
		await visit( page, own.url );
		expect( await isFromCache( page ) ).toBe( true );
		expect( await page.evaluate( () => mw.user.getName() ), 'so it looks as if nothing had happened' ).toBe( ALICE.name );
		await settle( page );
		expect( checks(), 'a page view that nobody touches' ).toBe( 0 );
		await page.mouse.move( 300, 300 );
		await expect( indicator ).toHaveAttribute( 'data-state', 'logged-out' );
	} finally {
		// What the page still asks for must not meet a wiki that is gone.
		await page.goto( 'about:blank' );
		await own.remove();
	}
} );

test( 'a page that the browser had kept, of a session that is good: one check, when it is touched', async ( { page, wiki } ) => {
	for ( const title of [ 'Jabberwocky', 'Special:SpecialPages' ] ) {
		await visit( page, wiki.url, { title } );
	}
	const checks = countRequests( page, /action=checktoken/ );
	const indicator = await visit( page, wiki.url );
	expect( await isFromCache( page ) ).toBe( true );
	await settle( page );
	expect( checks() ).toBe( 0 );
	for ( const x of [ 300, 301, 302 ] ) {
		await page.mouse.move( x, 300 );
		await page.keyboard.press( 'Shift' );
		await expect( indicator ).toHaveAttribute( 'data-state', 'valid' );
	}
	await settle( page );
	expect( checks() ).toBe( 1 );
} );
