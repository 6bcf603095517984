import { readFile, readdir } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test, visit } from './fixtures';

const I18N = new URL( '../../src/i18n/', import.meta.url );
const RTL = [ 'ar', 'he' ];
/** In these languages, a line may end inside what stands between two spaces. */
const UNSPACED = /^(ja|ko|th|zh.*)$/;
/** Text sizes that a reader may have chosen in their browser. */
const TEXT_SIZES = [ 100, 200 ];
const WIDTHS = [ 320, 360 ];

type Messages = Record<string, string>;

async function messagesOf( language: string ): Promise<Messages> {
	return JSON.parse( await readFile( new URL( `${ language }.json`, I18N ), 'utf8' ) );
}

/**
 * Lets every message say its key and its parameters, as MediaWiki's own language code `qqx` does:
 * so one page can be shown in all languages.
 *
 * @param page where neither dialog nor panel has been opened yet
 */
async function speakInKeys( page: Page ): Promise<void> {
	const keys = Object.keys( await messagesOf( 'en' ) ).filter( ( key ) => key.startsWith( 'session-guard-' ) );
	await page.evaluate( ( names ) => names.forEach( ( name ) => mw.messages.set( name, `⟦${ name }|$1|$2|$3⟧` ) ), keys );
}

/**
 * @param page with an open dialog that speaks in keys
 * @param messages of a language
 * @param canBreak whether a word may stand on two lines
 * @return what of the dialog is cut off, sticks out, scrolls sideways, or is broken inside a word
 */
function faultsIn( page: Page, messages: Messages, canBreak: boolean ): Promise<string[]> {
	return page.evaluate( ( { texts, breaks } ) => {
		const dialog = document.querySelector( 'dialog[open]' ) as HTMLElement;
		const nodes: Text[] = [];
		const walker = document.createTreeWalker( dialog, NodeFilter.SHOW_TEXT );
		while ( walker.nextNode() ) {
			nodes.push( walker.currentNode as Text );
		}
		const keys = nodes.map( ( { data } ) => data );
		nodes.forEach( ( node ) => {
			// What is a parameter of another comes first.
			for ( let found: RegExpExecArray | null; ( found = /⟦([^|⟦⟧]*)\|([^|⟦⟧]*)\|([^|⟦⟧]*)\|([^|⟦⟧]*)⟧/.exec( node.data ) ); ) {
				const params = found;
				node.data = node.data.replace( found[ 0 ], () => String( texts[ String( params[ 1 ] ) ] ).replace( /\$(\d)/g, ( _, number ) => String( params[ Number( number ) + 1 ] ) ) );
			}
		} );

		const faults: string[] = [];
		const frame = dialog.getBoundingClientRect();
		const tell = ( what: string, element: Element ): unknown => faults.push( `${ what }: ${ element.localName }.${ element.className } “${ ( element.textContent ?? '' ).slice( 0, 40 ) }”` );
		if ( frame.left < 0 || frame.right > innerWidth ) {
			tell( 'wider than the window', dialog );
		}
		for ( const element of [ dialog, ...dialog.querySelectorAll<HTMLElement>( '*' ) ] ) {
			const { left, right, width } = element.getBoundingClientRect();
			if ( !width || !element.checkVisibility() ) {
				continue;
			}
			// What is longer than its field can be reached in it.
			if ( element.clientWidth && element.scrollWidth > element.clientWidth && !element.matches( 'input' ) ) {
				tell( `${ element.scrollWidth } in ${ element.clientWidth } px`, element );
			}
			if ( left < frame.left || right > frame.right ) {
				tell( 'sticks out', element );
			}
		}
		for ( const node of breaks ? [] : nodes ) {
			for ( const { 0: word, index } of node.data.matchAll( /[^\s-]+/g ) ) {
				const range = document.createRange();
				range.setStart( node, index );
				range.setEnd( node, index + word.length );
				if ( new Set( [ ...range.getClientRects() ].map( ( { top } ) => Math.round( top ) ) ).size > 1 ) {
					tell( `“${ word }” on two lines`, node.parentElement as Element );
				}
			}
		}

		nodes.forEach( ( node, index ) => {
			node.data = String( keys[ index ] );
		} );
		return faults;
	}, { texts: messages, breaks: canBreak } );
}

/**
 * @param page with an open dialog that speaks in keys
 * @param languages
 */
async function expectRoom( page: Page, languages: string[] ): Promise<void> {
	const faults: string[] = [];
	const english = await messagesOf( 'en' );
	for ( const size of TEXT_SIZES ) {
		await page.evaluate( ( fontSize ) => {
			document.documentElement.style.fontSize = fontSize;
		}, `${ size }%` );
		// The text does grow: who needs it larger has set it so.
		await expect( page.locator( 'dialog[open]' ) ).toHaveCSS( 'font-size', `${ 16 * size / 100 }px` );
		for ( const width of WIDTHS ) {
			await page.setViewportSize( { width, height: 800 } );
			for ( const language of languages ) {
				// A word that is longer than a line must be broken.
				const canBreak = size > 100 || UNSPACED.test( language );
				const found = await faultsIn( page, { ...english, ...await messagesOf( language ) }, canBreak );
				faults.push( ...found.map( ( fault ) => `${ language }, ${ width } px, text ${ size } %: ${ fault }` ) );
			}
		}
	}
	expect( faults ).toEqual( [] );
	await page.evaluate( () => document.documentElement.removeAttribute( 'style' ) );
}

/**
 * @param locator
 * @return its box; and the middle of it, from top to bottom
 */
async function boxOf( locator: Locator ): Promise<{ x: number; width: number; middle: number }> {
	const { x, y, width, height } = await locator.boundingBox() as DOMRect;
	return { x, width, middle: y + height / 2 };
}

const all = ( await readdir( I18N ) ).map( ( file ) => file.replace( '.json', '' ) ).filter( ( language ) => language !== 'qqq' );

// The page's own language decides which way the page goes, and how it writes a time.
for ( const [ uselang, languages ] of Object.entries( {
	de: all.filter( ( language ) => !RTL.includes( language ) ),
	he: RTL
} ) ) {
	test( `all languages that go the way of ${ uselang }: nothing in the question and the panel is cut off or scrolls sideways`, { tag: '@gadget' }, async ( { page, wiki } ) => {
		test.slow();
		await visit( page, wiki.url, { uselang, action: 'edit', title: 'Walrus' } );
		await speakInKeys( page );
		await page.locator( '#wpTextbox1' ).fill( 'The time has come' );
		await page.locator( '#pt-session-guard-logout a' ).dispatchEvent( 'click' );
		await expect( page.locator( '.session-guard-question' ) ).toContainText( 'unsaved' );
		await expectRoom( page, languages );
		await page.keyboard.press( 'Escape' );

		await page.locator( '#pt-session-guard a' ).press( 'Enter' );
		const panel = page.locator( '.session-guard-panel' );
		await panel.waitFor();
		for ( const part of await panel.locator( 'summary' ).all() ) {
			await part.click();
		}
		await panel.locator( '[inputmode]' ).last().fill( 'soon' );
		for ( const form of await panel.locator( 'form' ).all() ) {
			await form.locator( '[type="submit"]' ).click();
		}
		await panel.getByRole( 'button', { name: 'panel-check-all' } ).click();
		await expect( panel.getByText( 'panel-progress-end' ) ).toBeVisible();
		await expectRoom( page, languages );

		await page.context().clearCookies();
		await panel.getByRole( 'button', { name: '⟦session-guard-panel-check|' } ).click();
		await expect( panel.getByText( 'state-logged-out' ) ).toBeVisible();
		await expectRoom( page, languages );
	} );
}

test( 'on a phone, the usual answer to the question stands above the other, as wide as it', { tag: '@gadget' }, async ( { page, wiki } ) => {
	await visit( page, wiki.url, { useskin: 'vector' } );
	await page.locator( '#pt-session-guard-logout a' ).click();
	const cancel = page.getByRole( 'button', { name: 'Cancel' } );
	const logOut = page.locator( '.session-guard-answers' ).getByRole( 'button', { name: 'Log out' } );
	await expect( logOut ).toBeFocused();
	const wide = [ await boxOf( cancel ), await boxOf( logOut ) ] as const;
	expect( wide[ 0 ].middle ).toBe( wide[ 1 ].middle );
	expect( wide[ 0 ].x ).toBeLessThan( wide[ 1 ].x );
	await page.setViewportSize( { width: 360, height: 800 } );
	const narrow = [ await boxOf( cancel ), await boxOf( logOut ) ] as const;
	expect( narrow[ 0 ].middle ).toBeGreaterThan( narrow[ 1 ].middle );
	expect( narrow[ 0 ].width ).toBe( narrow[ 1 ].width );
	expect( narrow[ 0 ].width ).toBeGreaterThan( 300 );
} );
