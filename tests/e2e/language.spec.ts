import { readFile } from 'node:fs/promises';
import type { Page, Request } from '@playwright/test';
import { expect, test, visit } from './fixtures';

/** The addresses that a page view asks api.php for. */
async function requestsOf( page: Page, action: () => Promise<unknown> ): Promise<string[]> {
	const urls: string[] = [];
	const note = ( request: Request ): void => {
		if ( request.url().includes( 'api.php' ) ) {
			urls.push( request.url() );
		}
	};
	page.on( 'request', note );
	await action();
	await page.waitForLoadState( 'networkidle' );
	page.off( 'request', note );
	return urls;
}

test( 'German: one request the first time, none after; in the dialog and the panel too', async ( { page, wiki } ) => {
	const params = { uselang: 'de', useskin: 'vector' };
	expect( await requestsOf( page, () => visit( page, wiki.url, params ) ) ).toHaveLength( 1 );
	const words = await page.locator( '#pt-session-guard a' ).innerText();
	expect( words ).not.toBe( 'Session valid' );
	expect( await requestsOf( page, () => visit( page, wiki.url, params ) ) ).toEqual( [] );
	await expect( page.locator( '#pt-session-guard a' ) ).toHaveText( words );
	await page.locator( '#pt-session-guard a' ).hover();
	await expect( page.locator( '#pt-session-guard a' ) ).toHaveAttribute( 'title', /gerade eben|Sekunde/ );
	await page.locator( '#pt-session-guard a' ).click();
	await expect( page.locator( '.session-guard-panel summary' ).first() ).toHaveText( 'Einstellungen' );
	await page.keyboard.press( 'Escape' );
	await page.locator( '#pt-session-guard-logout a' ).click();
	await expect( page.locator( '.session-guard-answers button' ).last() ).toHaveText( 'Abmelden' );
	await expect( page.locator( '.session-guard-answers button' ).first() ).toHaveText( 'Abbrechen' );
} );

for ( const [ language, of ] of Object.entries( { 'de-at': 'de', 'pt-br': 'pt-br', nds: 'de', 'zh-tw': 'zh-hant' } ) ) {
	test( `${ language } falls back to ${ of }, as MediaWiki does`, async ( { page, wiki } ) => {
		await visit( page, wiki.url, { uselang: language, useskin: 'vector' } );
		const translation = await readFile( new URL( `../../src/i18n/${ of }.json`, import.meta.url ), 'utf8' );
		await expect( page.locator( '#pt-session-guard a' ) ).toHaveText( JSON.parse( translation )[ 'session-guard-state-valid' ] );
	} );
}

test( 'a language that nobody has translated: English, and asked for once', async ( { page, wiki } ) => {
	expect( await requestsOf( page, () => visit( page, wiki.url, { uselang: 'fi', useskin: 'vector' } ) ) ).toHaveLength( 1 );
	await expect( page.locator( '#pt-session-guard a' ) ).toHaveText( 'Session valid' );
	expect( await requestsOf( page, () => visit( page, wiki.url, { uselang: 'fi', useskin: 'vector' } ) ) ).toEqual( [] );
} );

test.describe( 'where translations cannot be had', () => {
	test.use( { allowedNoise: [ /Failed to load resource/ ] } );

	test( 'the indicator is there, in English', async ( { page, wiki } ) => {
		await page.route( /api\.php/, ( route ) => route.fulfill( { status: 500, body: '' } ) );
		await visit( page, wiki.url, { uselang: 'fr', useskin: 'vector' } );
		await expect( page.locator( '#pt-session-guard a' ) ).toHaveText( 'Session valid' );
	} );
} );
