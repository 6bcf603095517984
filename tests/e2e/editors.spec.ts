import type { BrowserContext, Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { checkNow, expect, test, visit } from './fixtures';

/** Loses the session of someone who is kept logged in, and lets the gadget renew the tokens. */
async function loseAndRenew( page: Page, context: BrowserContext ): Promise<void> {
	const old = await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) );
	await context.clearCookies( { name: /_session$/ } );
	await checkNow( page );
	await expect.poll( () => page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) ) ).not.toBe( old );
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'valid' );
}

/** What the wiki complained of. */
function complaints( page: Page ): string[] {
	const codes: string[] = [];
	page.on( 'response', ( response ) => {
		const code = response.headers()[ 'mediawiki-api-error' ];
		if ( code ) {
			codes.push( code );
		}
	} );
	return codes;
}

// VisualEditor's own.
test.use( { isFull: true, allowedNoise: [ /Failed to load resource|unattached content/ ] } );

test.beforeEach( async ( { page, context, wiki } ) => {
	await page.goto( `${ wiki.url }/index.php?title=Jabberwocky&safemode=1` );
	await logIn( context, wiki.url, ALICE, { remember: true } );
} );

test( 'DiscussionTools: a reply after a renewal, without a detour', async ( { page, context, wiki } ) => {
	await visit( page, wiki.url, { title: 'Talk:Jabberwocky' } );
	await page.locator( '.ext-discussiontools-init-replybutton a, .ext-discussiontools-init-replylink-reply' ).first().click();
	const field = page.locator( '.ext-discussiontools-ui-replyWidget textarea:visible, .ext-discussiontools-ui-replyWidget [contenteditable="true"]' ).first();
	await field.click();
	const text = `O frabjous day ${ Math.random() }`;
	await page.keyboard.type( text );
	await loseAndRenew( page, context );
	const codes = complaints( page );
	await page.locator( '.ext-discussiontools-ui-replyWidget-actionsWrapper .oo-ui-flaggedElement-primary a' ).click();
	await expect( page.locator( '#mw-content-text' ) ).toContainText( text );
	expect( codes ).toEqual( [] );
} );

test( 'VisualEditor: a save after a renewal, without a detour', async ( { page, context, wiki } ) => {
	const title = `Visual ${ Math.random() }`;
	const text = 'Come to my arms, my beamish boy';
	await visit( page, wiki.url, { title, veaction: 'edit' } );
	const surface = page.locator( '.ve-ce-documentNode[contenteditable="true"]' );
	await surface.focus();
	await page.keyboard.type( text );
	await loseAndRenew( page, context );
	const codes = complaints( page );
	await page.evaluate( () => {
		const { ve } = window as unknown as { ve: { init: { target: { showSaveDialog(): void } } } };
		ve.init.target.showSaveDialog();
	} );
	await page.locator( '.oo-ui-window-active .oo-ui-processDialog-actions-primary a' ).click();
	await expect( page.locator( '#mw-content-text' ) ).toContainText( text );
	expect( codes ).toEqual( [] );
} );
