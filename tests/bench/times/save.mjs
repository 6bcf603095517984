import { summary } from '../figures.mjs';
import { interleave } from '../interleave.mjs';
import { BARE_CHECK, WITH, WITHOUT, age, bareCheck, settled } from '../stage.mjs';

let edits = 0;

/**
 * From the click on Save to the saved page: until the form is sent, and until the wiki has answered.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function save( stage ) {
	const ours = await ( await stage.enter( WITH ) ).newPage();
	const cores = await ( await stage.enter( WITHOUT ) ).newPage();
	const { visited, sudden, alone, check } = await interleave( {
		visited: () => saveOnce( stage, ours, true ),
		sudden: () => saveOnce( stage, ours, false ),
		alone: () => saveOnce( stage, cores, true ),
		check: async () => {
			await stage.visit( ours );
			return ours.evaluate( bareCheck );
		}
	}, 15 );
	await ours.context().close();
	await cores.context().close();
	// The wiki's part is the same request whoever sends it: its noise must not hide what the guard adds.
	const wikis = summary( [ visited, sudden, alone ].flat().map( ( { answer } ) => answer ) ).median;
	const sent = ( /** @type {typeof alone} */ runs ) => runs.map( ( run ) => run.sent );
	const whole = ( /** @type {typeof alone} */ runs ) => sent( runs ).map( ( time ) => time + wikis );
	const answers = ( /** @type {typeof alone} */ runs ) => runs.map( ( { answer } ) => answer );
	const beside = { what: 'MediaWiki alone', samples: whole( alone ) };
	return [
		{ what: 'Save → saved page, summary visited before', unit: 'ms', samples: whole( visited ), beside, budget: { ratio: 1.02 } },
		{ what: 'Save → saved page, straight from the text', unit: 'ms', samples: whole( sudden ), beside },
		{ what: 'Save → form sent, summary visited before', unit: 'ms', samples: sent( visited ), beside: { what: 'MediaWiki alone', samples: sent( alone ) } },
		{ what: 'Save → form sent, straight from the text', unit: 'ms', samples: sent( sudden ), beside: { what: BARE_CHECK, samples: check } },
		{ what: 'form sent → saved page', unit: 'ms', samples: answers( visited ), beside: { what: 'MediaWiki alone', samples: answers( alone ) } }
	];
}

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('@playwright/test').Page} page
 * @param {boolean} viaSummary whether the summary gets the focus first, long enough for what comes of it
 * @return {Promise<{ sent: number, answer: number }>} ms from the click until the form is sent, and from then
 *  until the saved page has come
 */
async function saveOnce( stage, page, viaSummary ) {
	await stage.visit( page, { title: 'Project:Bench', action: 'edit' } );
	const text = `Edit ${ String( ++edits ).padStart( 4, '0' ) }: and, has thou slain the Jabberwock?`;
	// Core has the wiki parse the text ahead: that must not be under way when it is measured.
	const stashed = page.waitForResponse( ( response ) => /stashedit/.test( String( response.request().postData() ) ) );
	await page.locator( '#wpTextbox1' ).fill( text );
	await page.locator( '#wpTextbox1' ).dispatchEvent( 'change' );
	await stashed;
	await age( page, 1 );
	if ( viaSummary ) {
		await page.locator( '#wpSummary' ).focus();
		await page.waitForTimeout( 300 );
		await settled( page );
		await page.waitForFunction( () => document.getElementById( 'pt-session-guard' )?.dataset.state !== 'checking' );
	}
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
		end: Number( performance.getEntriesByType( 'navigation' )[ 0 ]?.toJSON().responseEnd )
	} ) );
	if ( !saved?.includes( text ) ) {
		throw new Error( 'the edit was not saved' );
	}
	return { sent: origin - start, answer: end };
}
