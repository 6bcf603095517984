import { appendFile } from 'node:fs/promises';
import type { BrowserContext } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { DOORS, EVERYBODY_MAY, LOSSES } from './doors';
import type { Attempt, Door } from './doors';
import { expect, settle, testOnOwnWiki as test } from './fixtures';

const DIALOG = '.session-guard-question';

/** Alice comes to a door, and her session is lost before the last press. */
async function come( door: Door, loss: typeof LOSSES[ number ], context: BrowserContext, wiki: Wiki, gadget: boolean ): Promise<Attempt> {
	const page = await context.newPage();
	page.on( 'dialog', ( dialog ) => void dialog.accept() );
	const id = Math.random().toString( 36 ).slice( 2 );
	const attempt: Attempt = { page, context, wiki, title: `Door ${ id }`, text: `Callooh ${ id }`, off: gadget ? {} : { safemode: '1' } };
	await door.prepare?.( attempt );
	await context.clearCookies();
	await logIn( context, wiki.url, ALICE, loss.remember ? { remember: true } : {} );
	await door.open( attempt );
	if ( gadget ) {
		await page.locator( '#pt-session-guard a' ).waitFor();
	}
	await settle( page );
	await loss.happens( attempt );
	await page.clock.install();
	await page.clock.fastForward( 60000 );
	return attempt;
}

/**
 * Makes the tests of some doors: whatever was lost, it is Alice's, with one press.
 *
 * @param doors
 */
export function testDoors( doors: Door[] ): void {
	test.beforeAll( async ( { ownWiki: wiki } ) => wiki.configure?.( EVERYBODY_MAY ) );
	test.afterAll( async ( { ownWiki: wiki } ) => wiki.configure?.( '' ) );

	for ( const door of doors ) {
		for ( const loss of LOSSES ) {
			test( `${ door.name }, ${ loss.name }: Alice’s, with one press`, async ( { context, ownWiki: wiki } ) => {
				const attempt = await come( door, loss, context, wiki, true );
				const { page } = attempt;
				await door.press( attempt );
				if ( !loss.remember ) {
					await expect( page.locator( DIALOG ) ).toContainText( 'on hold' );
					expect( await door.author( attempt ), 'nobody has done it so far' ).toBeNull();
					await settle( page );
					await logIn( context, wiki.url, ALICE );
					// As the window does when the one with the login form is closed.
					await page.evaluate( () => window.dispatchEvent( new Event( 'focus' ) ) );
				}
				await expect.poll( () => door.author( attempt ) ).toBe( 'Alice' );
				await expect( page.locator( DIALOG ) ).toHaveCount( 0 );
				await record( door, loss.name, 'on', [ 'Alice' ] );
			} );

			if ( loss.name === 'another account' && /^(edit form|delete|rollback)$/.test( door.name ) ) {
				test( `${ door.name }, gone on with as the other account: Bob’s`, async ( { context, ownWiki: wiki } ) => {
					const attempt = await come( door, loss, context, wiki, true );
					await door.press( attempt );
					const dialog = attempt.page.locator( DIALOG );
					await dialog.getByRole( 'button', { name: 'Go on as Bob' } ).click();
					await expect( dialog ).toContainText( 'This will be done as Bob.' );
					await dialog.getByRole( 'button', { name: 'Go on' } ).click();
					await expect.poll( () => door.author( attempt ) ).toBe( 'Bob' );
				} );
			}

			if ( process.env.SESSION_GUARD_FAULTS ) {
				test( `MediaWiki alone, ${ door.name }, ${ loss.name }`, async ( { context, ownWiki: wiki } ) => {
					const attempt = await come( door, loss, context, wiki, false );
					const authors: ( string | null )[] = [];
					for ( let presses = 0; presses < 2 && !authors[ presses - 1 ]; presses++ ) {
						await door.press( attempt ).catch( () => {} );
						await settle( attempt.page ).catch( () => {} );
						authors.push( await door.author( attempt ) );
					}
					await record( door, loss.name, 'off', authors );
				} );
			}
		}
	}
}

/**
 * @param door
 * @param loss
 * @param gadget
 * @param authors after each press
 */
async function record( door: Door, loss: string, gadget: 'on' | 'off', authors: ( string | null )[] ): Promise<void> {
	if ( process.env.SESSION_GUARD_FAULTS ) {
		await appendFile( process.env.SESSION_GUARD_FAULTS, `${ JSON.stringify( { door: DOORS.indexOf( door ), name: door.name, loss, gadget, authors } ) }\n` );
	}
}
