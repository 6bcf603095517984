import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { launchOptions } from '../browser.mjs';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { checkNow, expect, logOutElsewhere, settle, testOnOwnWiki as test, visit } from './fixtures';

test.beforeAll( ( { ownWiki: wiki } ) => wiki.configure?.( '$wgEnableEditRecovery = true; $wgDefaultUserOptions["editrecovery"] = 1;' ) );
test.afterAll( ( { ownWiki: wiki } ) => wiki.configure?.( '' ) );

const QUESTION = '.session-guard-question';

/** Opens an edit form, and waits until Edit Recovery has looked. */
async function look( page: Page, url: string, title: string ): Promise<void> {
	await visit( page, url, { title, action: 'edit' } );
	// A hook remembers.
	await page.evaluate( () => new Promise<void>( ( resolve ) => {
		mw.hook( 'editRecovery.loadEnd' ).add( () => resolve() );
	} ) );
}

/** Writes something that Edit Recovery keeps, as it does when the window is no longer the one in front. */
async function write( page: Page, url: string, title: string, text: string ): Promise<void> {
	await look( page, url, title );
	await page.locator( '#wpTextbox1' ).fill( text );
	await page.evaluate( () => window.dispatchEvent( new Event( 'blur' ) ) );
	await settle( page );
}

/** What Edit Recovery says when it has something. */
function offer( page: Page ): Locator {
	// `mw-special-…` in 1.45.
	return page.locator( '[class$="EditRecovery-LoadNotification-buttons"]' );
}

test( 'held, logged in, saved: Edit Recovery has nothing to offer', async ( { page, context, ownWiki: wiki } ) => {
	const title = `Recovery ${ Math.random() }`;
	await logIn( context, wiki.url, ALICE );
	await write( page, wiki.url, title, 'All mimsy were the borogoves' );
	await logOutElsewhere( context, wiki.url );
	await checkNow( page );
	await expect( page.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'logged-out' );
	await page.locator( '#wpSave' ).click();
	await expect( page.locator( QUESTION ) ).toContainText( 'is on hold' );
	await settle( page );
	await logIn( context, wiki.url, ALICE );
	await page.evaluate( () => window.dispatchEvent( new Event( 'focus' ) ) );
	await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
	await expect( page.locator( '#mw-content-text' ) ).toContainText( 'All mimsy were the borogoves' );
	await settle( page );
	await look( page, wiki.url, title );
	await expect( page.locator( '#wpTextbox1' ) ).toHaveValue( /^All mimsy were the borogoves\s*$/ );
	await expect( offer( page ) ).toHaveCount( 0 );
} );

for ( const isTicked of [ true, false ] ) {
	test( `logging out where Edit Recovery keeps drafts: the question offers to delete them; ${ isTicked ? 'ticked, they are gone' : 'not ticked, they are kept' }`, async ( { page, context, ownWiki: wiki } ) => {
		const title = `Recovery ${ Math.random() }`;
		page.on( 'dialog', ( dialog ) => void dialog.accept() );
		await logIn( context, wiki.url, ALICE );
		await write( page, wiki.url, title, 'And the mome raths outgrabe' );
		await page.evaluate( () => document.querySelector<HTMLElement>( '#pt-session-guard-logout a' )?.click() );
		const box = page.locator( QUESTION ).getByRole( 'checkbox', { name: 'drafts' } );
		await expect( box ).not.toBeChecked();
		if ( isTicked ) {
			await box.check();
		}
		await page.locator( QUESTION ).getByRole( 'button', { name: 'Log out' } ).click();
		await expect( page ).toHaveURL( /UserLogout/ );
		await logIn( context, wiki.url, ALICE );
		await look( page, wiki.url, title );
		await expect( offer( page ) ).toHaveCount( isTicked ? 0 : 1 );
	} );
}

test( 'logging out where there are no drafts: nothing is offered, and no database made', async ( { page, context, ownWiki: wiki } ) => {
	await logIn( context, wiki.url, ALICE );
	await visit( page, wiki.url );
	await page.evaluate( () => document.querySelector<HTMLElement>( '#pt-session-guard-logout a' )?.click() );
	await page.locator( QUESTION ).waitFor();
	await settle( page );
	await expect( page.locator( QUESTION ).getByRole( 'checkbox' ) ).toHaveCount( 0 );
	expect( await page.evaluate( () => indexedDB.databases() ) ).toEqual( [] );
} );

test( 'the wiki down, the Save held, the browser killed, the wiki back: Edit Recovery has the text', async ( { ownWiki: wiki } ) => {
	const dir = await mkdtemp( path.join( tmpdir(), 'session-guard-' ) );
	const title = `Recovery ${ Math.random() }`;
	try {
		const first = await chromium.launchPersistentContext( dir, launchOptions( true ) );
		await logIn( first, wiki.url, ALICE );
		const page = await first.newPage();
		await write( page, wiki.url, title, 'Calloo, callay' );
		await page.clock.install();
		await page.clock.fastForward( 60000 );
		await wiki.down();
		await page.locator( '#wpSave' ).click();
		await expect( page.locator( QUESTION ) ).toContainText( 'cannot be reached' );
		const isClosed = first.waitForEvent( 'close' );
		execFileSync( 'pkill', [ '-9', '-f', `user-data-dir=${ dir }` ] );
		await isClosed;

		await wiki.up();
		const second = await chromium.launchPersistentContext( dir, launchOptions( true ) );
		await logIn( second, wiki.url, ALICE );
		const again = await second.newPage();
		await visit( again, wiki.url, { title, action: 'edit' } );
		await offer( again ).getByRole( 'button' ).first().click();
		await expect( again.locator( '#wpTextbox1' ) ).toHaveValue( /Calloo, callay/ );
		await second.close();
	} finally {
		await wiki.up();
		await rm( dir, { recursive: true, force: true } );
	}
} );
