import { appendFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { expect, settle, testOnOwnWiki as test } from './fixtures';
import { SITUATIONS } from './situations';
import type { Situation, World } from './situations';

/** What became of one writer's text. */
interface Outcome {
	/** Who is its author on the wiki, after the first and after the second Save; null: not saved. */
	first: string | null;
	second: string | null;
	/** Whether it was still on the page after the first Save, where that did not save. */
	kept: boolean;
	errors: string[];
}

let count = 0;

/**
 * @param wiki
 * @param title
 * @param text
 * @return the author of the page's revision that has the text; null where there is none
 */
async function authorOf( wiki: Wiki, title: string, text: string ): Promise<string | null> {
	const answer = await fetch( `${ wiki.url }/api.php?${ new URLSearchParams( {
		action: 'query', titles: title, prop: 'revisions', rvprop: 'content|user', rvslots: 'main', format: 'json', formatversion: '2'
	} ) }` );
	const revision = ( await answer.json() ).query.pages[ 0 ].revisions?.[ 0 ];
	return revision?.slots.main.content.includes( text ) ? revision.user : null;
}

/** Presses Save, and waits until something has come of it: another page, or a dialog of ours. */
async function save( page: Page ): Promise<void> {
	const [ button ] = await page.locator( '#wpSave' ).all();
	if ( !button ) {
		return;
	}
	const left = page.waitForEvent( 'framenavigated', { timeout: 15000 } ).catch( () => {} );
	await button.click();
	await Promise.race( [ left, page.locator( '.session-guard-question' ).waitFor() ] );
	await page.waitForLoadState().catch( () => {} );
}

/**
 * Lets Alice write something, the situation happen, and her press Save: twice, for whoever trusts
 * core's message.
 */
async function live(
	situation: Situation, context: BrowserContext, wiki: Wiki, gadget: boolean
): Promise<Outcome & { world: World; title: string; text: string }> {
	const title = `Fault ${ process.pid } ${ ++count }`;
	const text = `The vorpal blade went snicker-snack ${ Math.random() }`;
	const errors: string[] = [];
	const page = await context.newPage();
	page.on( 'pageerror', ( error ) => errors.push( String( error ) ) );
	page.on( 'dialog', ( dialog ) => void dialog.accept() );
	const world: World = { page, context, wiki };
	await logIn( context, wiki.url, ALICE, situation.remember ? { remember: true } : {} );
	await situation.before?.( world );
	await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title, action: 'edit', ...( !gadget && { safemode: '1' } ) } ) }` );
	if ( gadget ) {
		await page.locator( '#pt-session-guard a' ).waitFor();
	}
	await page.locator( '#wpTextbox1' ).fill( text );
	// What the page itself has asked is of before.
	await settle( page );
	await situation.happens?.( world );
	// Long enough that the page does not count as just proven, whatever it has asked before.
	if ( !situation.clock ) {
		await page.clock.install();
	}
	await page.clock.fastForward( 60000 );

	await save( page );
	const up = await fetch( wiki.url ).then( () => true, () => false );
	const first = up ? await authorOf( wiki, title, text ) : null;
	const kept = first !== null || await page.locator( '#wpTextbox1' ).inputValue( { timeout: 2000 } ).then( ( value ) => value.includes( text ), () => false );
	return { first, second: null, kept, errors, world, title, text };
}

for ( const situation of SITUATIONS ) {
	const author = authorOfText( situation );

	test( `${ situation.name }: ${ situation.expected }`, async ( { context, ownWiki: wiki } ) => {
		try {
			const { first, kept, errors, world, title, text } = await live( situation, context, wiki, true );
			const { page } = world;
			if ( situation.expected === 'saved' ) {
				expect( first ).toMatch( author );
			} else {
				expect( first ).toBeNull();
				await situation.ends?.( world );
				if ( situation.expected === 'held' ) {
					expect( kept ).toBe( true );
					// As the window does when the one with the login form is closed. Nothing is pressed any more.
					await page.evaluate( () => window.dispatchEvent( new Event( 'focus' ) ) );
					await expect( page ).not.toHaveURL( /action=(edit|submit)/ );
				} else {
					if ( !await page.locator( '#wpSave' ).isVisible() ) {
						await page.goBack();
					}
					await expect( page.locator( '#wpTextbox1' ) ).toHaveValue( new RegExp( text ) );
					await save( page );
				}
				expect( await authorOf( wiki, title, text ) ).toMatch( author );
			}
			expect( errors ).toEqual( [] );
			await record( situation, 'on', { first, kept, second: null, errors } );
		} finally {
			await situation.ends?.( { page: await context.newPage(), context, wiki } ).catch( () => {} );
		}
	} );

	if ( process.env.SESSION_GUARD_FAULTS ) {
		test( `MediaWiki alone, ${ situation.name }`, async ( { context, ownWiki: wiki } ) => {
			try {
				const { first, kept, errors, world, title, text } = await live( situation, context, wiki, false );
				const isUp = await fetch( wiki.url ).then( () => true, () => false );
				if ( first === null && isUp ) {
					await save( world.page );
				}
				const second = first ?? ( isUp ? await authorOf( wiki, title, text ) : null );
				await record( situation, 'off', { first, kept, second, errors } );
			} finally {
				await situation.ends?.( { page: await context.newPage(), context, wiki } ).catch( () => {} );
			}
		} );
	}
}

/** Who writes. */
function authorOfText( situation: Situation ): RegExp {
	return situation.author ?? /^Alice$/;
}

async function record( situation: Situation, gadget: 'on' | 'off', outcome: Outcome ): Promise<void> {
	if ( process.env.SESSION_GUARD_FAULTS ) {
		const { name, expected } = situation;
		await appendFile( process.env.SESSION_GUARD_FAULTS, `${ JSON.stringify( {
			index: SITUATIONS.indexOf( situation ),
			name,
			expected,
			gadget,
			own: authorOfText( situation ).test( String( outcome.second ) ),
			...outcome
		} ) }\n` );
	}
}
