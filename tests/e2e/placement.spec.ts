import type { Page } from '@playwright/test';
import { readyWiki } from '../wiki/ready.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { SKINS, test as base, expect, setOption } from './fixtures';

const WIDTHS = [ 320, 360, 480, 640, 680, 720, 768, 1000, 1280 ];

/**
 * Echo shows a bell and a tray. Minerva shows a bell alone where MobileFrontend says so (1.43 in the
 * skin, 1.45 in Echo): here an address does, after Echo’s own hook, in every skin; or none at all.
 */
const SETTINGS = `
$wgExtensionFunctions[] = static function () {
	MediaWiki\\MediaWikiServices::getInstance()->getHookContainer()->register( 'SkinTemplateNavigation::Universal', static function ( $skin, &$links ) {
		$links['notifications'] = array_slice( $links['notifications'], 0, (int)( $_GET['icons'] ?? 2 ), true );
	} );
};`;

const test = base.extend<object, { echoWiki: Wiki }>( {
	echoWiki: [ async ( {}, use ) => {
		const wiki = await readyWiki( { settings: SETTINGS } );
		await use( wiki );
		await wiki.remove();
	}, { scope: 'worker' } ],
	wiki: async ( { echoWiki }, use ) => {
		await use( echoWiki );
	}
} );

/** What is seen of a page: its controls that overlap or reach out of the window, and how far it scrolls sideways. */
interface Sight {
	faults: string[];
	scrolls: number;
}

/**
 * Looks at what stands around the page's content, when scripts of the skin have followed the window's size. Runs in the page.
 *
 * @return what is seen
 */
async function look(): Promise<Sight> {
	for ( let frames = 0; frames < 2; frames++ ) {
		await new Promise( requestAnimationFrame );
	}

	/** Its box, without what ancestors cut off. */
	function boxOf( element: Element ): { left: number; right: number; top: number; bottom: number } {
		let { left, right, top, bottom } = element.getBoundingClientRect();
		for ( let around = element.parentElement; around && around !== document.body; around = around.parentElement ) {
			const outer = around.getBoundingClientRect();
			const { overflowX, overflowY, clipPath } = getComputedStyle( around );
			if ( overflowX !== 'visible' || clipPath !== 'none' ) {
				left = Math.max( left, outer.left );
				right = Math.min( right, outer.right );
			}
			if ( overflowY !== 'visible' || clipPath !== 'none' ) {
				top = Math.max( top, outer.top );
				bottom = Math.min( bottom, outer.bottom );
			}
		}
		return { left, right, top, bottom };
	}

	const controls = [ ...document.querySelectorAll<HTMLElement>( 'a, button, input, select, label, #user-tools h2, .sidebar-chunk h2' ) ]
		.filter( ( element ) => element.checkVisibility( { opacityProperty: true, visibilityProperty: true } ) && !element.closest( '#mw-content-text, footer, #footer' ) )
		.map( ( element ) => ( {
			element,
			name: `“${ [ element.textContent, element.title, element.id, element.className ].map( String ).find( ( text ) => text.trim() )?.trim() }”`,
			...boxOf( element )
		} ) )
		.filter( ( { left, right, top, bottom } ) => right - left > 2 && bottom - top > 2 && right > 0 && bottom > 0 );
	const { clientWidth, scrollWidth } = document.documentElement;

	/** Vector’s own tabs never come to rest in a narrow window: it is not made for one. */
	function isRestless( { element }: { element: Element } ): boolean {
		return !!element.closest( '.skin-vector-legacy :is( #left-navigation, #right-navigation )' );
	}

	/** How far it reaches out of the window. */
	function overhang( { left, right }: { left: number; right: number } ): number {
		return Math.max( 0, -left, right - clientWidth );
	}

	const faults = controls.filter( ( control ) => overhang( control ) > 0.5 && !isRestless( control ) ).map( ( { name } ) => `${ name } is not all in the window` );
	controls.forEach( ( one, index ) => {
		for ( const other of controls.slice( index + 1 ) ) {
			const related = one.element.contains( other.element ) || [ one, other ].some( ( { element } ) => (
				element instanceof HTMLLabelElement && [ one.element, other.element ].includes( element.control as HTMLElement )
			) );
			const [ wide, high ] = [
				Math.min( one.right, other.right ) - Math.max( one.left, other.left ),
				Math.min( one.bottom, other.bottom ) - Math.max( one.top, other.top )
			];
			const restless = [ one, other ].some( isRestless );
			const ours = [ one, other ].some( ( { element } ) => element.closest( '#pt-session-guard' ) );
			if ( !related && ( ours || !restless ) && wide > 1 && high > 1 ) {
				faults.push( `${ one.name } and ${ other.name } overlap` );
			}
		}
	} );
	const restless = Math.max( 0, ...controls.filter( isRestless ).map( overhang ) );
	return { faults, scrolls: Math.max( 0, scrollWidth - clientWidth - Math.ceil( restless ) ) };
}

/**
 * @param page
 * @return what is seen at each width of the window
 */
async function lookAtAllWidths( page: Page ): Promise<Map<number, Sight>> {
	const sights = new Map<number, Sight>();
	for ( const width of WIDTHS ) {
		await page.setViewportSize( { width, height: 800 } );
		sights.set( width, await page.evaluate( look ) );
	}
	return sights;
}

/**
 * Loads the gadget into a page that has come without it.
 *
 * @param page
 */
async function bringGadget( page: Page ): Promise<void> {
	await page.evaluate( () => mw.loader.using( 'ext.gadget.SessionGuard-styles' ) );
	await page.evaluate( () => mw.loader.using( 'ext.gadget.SessionGuard' ) );
	await page.locator( '#pt-session-guard' ).waitFor( { state: 'attached' } );
}

for ( const skin of SKINS ) {
	for ( const [ icons, echo ] of [ 'no icon', 'a bell', 'bell and tray' ].entries() ) {
		for ( const uselang of [ 'en', 'he' ] ) {
			test( `${ skin }, ${ echo } of Echo’s, ${ uselang }: nothing overlaps, leaves the window or scrolls sideways that did not without the gadget`, { tag: '@gadget' }, async ( { page, context, wiki } ) => {
				test.skip( !!process.env.WIKI_URL && icons !== 2, 'somebody else’s wiki is not ours to configure' );
				await setOption( context, wiki.url, 'gadget-SessionGuard', null );
				await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title: 'Jabberwocky', useskin: skin, uselang, icons: String( icons ) } ) }`, { waitUntil: 'networkidle' } );
				await expect( page.locator( '[id^="pt-notifications-"]' ) ).toHaveCount( icons );
				const without = await lookAtAllWidths( page );
				await bringGadget( page );
				const found: string[] = [];
				for ( const [ width, { faults, scrolls } ] of await lookAtAllWidths( page ) ) {
					const before = without.get( width ) as Sight;
					found.push( ...faults.filter( ( fault ) => !before.faults.includes( fault ) ).map( ( fault ) => `${ width } px: ${ fault }` ) );
					if ( scrolls > before.scrolls ) {
						found.push( `${ width } px: scrolls ${ scrolls } px sideways, not ${ before.scrolls }` );
					}
					await expect( page.locator( '#pt-session-guard a' ) ).toBeVisible();
				}
				expect( found ).toEqual( [] );
			} );
		}
	}
}

test( 'Vector 2022’s sticky header has no hole', { tag: '@gadget' }, async ( { page, context, wiki } ) => {
	await setOption( context, wiki.url, 'gadget-SessionGuard', null );
	await page.goto( `${ wiki.url }/index.php?title=Jabberwocky&useskin=vector-2022`, { waitUntil: 'networkidle' } );
	await page.mouse.wheel( 0, 900 );
	const menu = page.locator( '.vector-sticky-header .vector-user-menu' );
	await expect( menu ).toBeInViewport( { ratio: 1 } );
	const gap = (): Promise<number> => menu.evaluate( ( element ) => element.getBoundingClientRect().left - ( document.querySelector( '.vector-sticky-header-icons' ) as Element ).getBoundingClientRect().right );
	const before = await gap();
	await bringGadget( page );
	expect( await gap() ).toBe( before );
} );
