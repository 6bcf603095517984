import { interleave } from '../interleave.mjs';
import { WITH, WITHOUT, age, settled } from '../stage.mjs';

let edits = 0;

/**
 * From the click on Save to the saved page.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function save( stage ) {
	const ours = await ( await stage.enter( WITH ) ).newPage();
	const cores = await ( await stage.enter( WITHOUT ) ).newPage();
	const { visited, sudden, alone } = await interleave( {
		visited: () => saveOnce( stage, ours, true ),
		sudden: () => saveOnce( stage, ours, false ),
		alone: () => saveOnce( stage, cores, true )
	}, 15 );
	await ours.context().close();
	await cores.context().close();
	const beside = { what: 'MediaWiki alone', samples: alone.map( ( { total } ) => total ) };
	const besideSent = { what: 'MediaWiki alone', samples: alone.map( ( { sent } ) => sent ) };
	return [
		{ what: 'Save → saved page, summary visited before', unit: 'ms', samples: visited.map( ( { total } ) => total ), beside, budget: { ratio: 1.02 } },
		{ what: 'the same, straight from the text', unit: 'ms', samples: sudden.map( ( { total } ) => total ), beside },
		{ what: 'of that, until the form is sent: summary visited', unit: 'ms', samples: visited.map( ( { sent } ) => sent ), beside: besideSent },
		{ what: 'until the form is sent: straight from the text', unit: 'ms', samples: sudden.map( ( { sent } ) => sent ), beside: besideSent }
	];
}

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('@playwright/test').Page} page
 * @param {boolean} viaSummary whether the summary gets the focus first, and a second goes by
 * @return {Promise<{ total: number, sent: number }>} ms from the click until the saved page has come, and until
 *  the form is sent
 */
async function saveOnce( stage, page, viaSummary ) {
	await stage.visit( page, { title: 'Project:Bench', action: 'edit' } );
	const text = `Edit ${ String( ++edits ).padStart( 4, '0' ) }: and, has thou slain the Jabberwock?`;
	await page.locator( '#wpTextbox1' ).fill( text );
	await age( page, 1 );
	if ( viaSummary ) {
		await page.locator( '#wpSummary' ).focus();
		await page.waitForTimeout( 1000 );
	}
	await page.waitForLoadState( 'networkidle' );
	const [ , start ] = await Promise.all( [
		page.waitForURL( ( url ) => !url.searchParams.has( 'action' ) ),
		page.locator( '#wpSave' ).evaluate( ( button ) => {
			const now = performance.timeOrigin + performance.now();
			/** @type {HTMLElement} */ ( button ).click();
			return now;
		} )
	] );
	await settled( page );
	const { saved, origin, end } = await page.evaluate( () => ( {
		saved: document.querySelector( '#mw-content-text' )?.textContent,
		origin: performance.timeOrigin,
		end: performance.timeOrigin + Number( performance.getEntriesByType( 'navigation' )[ 0 ]?.toJSON().responseEnd )
	} ) );
	if ( !saved?.includes( text ) ) {
		throw new Error( 'the edit was not saved' );
	}
	return { total: end - start, sent: origin - start };
}
