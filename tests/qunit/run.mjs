import { chromium } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchOptions } from '../browser.mjs';
import { bundleTests } from '../bundle.mjs';
import { logIn } from '../login.mjs';
import { reportTest, runEnd } from '../report.mjs';
import { ALICE } from '../wiki/accounts.mjs';

const HERE = path.dirname( fileURLToPath( import.meta.url ) );

const require = createRequire( import.meta.url );

/**
 * Runs every `*.test.ts` of this folder by QUnit, in a page of the wiki as Alice sees it. The
 * gadget itself is off there (safe mode): the tests run its parts. Twice: with MediaWiki's own jQuery,
 * and with the newest, which is coming to MediaWiki.
 *
 * @param {import('../wiki/wiki.mjs').Wiki} wiki
 * @return {Promise<number[]>} how many tests passed and how many failed
 */
export async function runQUnit( wiki ) {
	const browser = await chromium.launch( launchOptions() );
	try {
		const [ own, newest ] = [ await runIn( browser, wiki ), await runIn( browser, wiki, await readFile( require.resolve( 'jquery' ), 'utf8' ) ) ];
		return own.map( ( count, which ) => count + ( newest[ which ] ?? 0 ) );
	} finally {
		await browser.close();
	}
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {import('../wiki/wiki.mjs').Wiki} wiki
 * @param {string} [jquery] source of the one to use in the place of the wiki's
 * @return {Promise<number[]>}
 */
async function runIn( browser, wiki, jquery ) {
	const context = await browser.newContext();
	await logIn( context, wiki.url, ALICE );
	const page = await context.newPage();
	if ( jquery ) {
		// Whoever sets MediaWiki's own sets this one. Not sooner: it wants a document.
		await page.addInitScript( { content: `
			let newest;
			const load = () => {
				const module = { exports: {} };
				${ jquery };
				return module.exports;
			};
			for ( const name of [ '$', 'jQuery' ] ) {
				Object.defineProperty( window, name, { get: () => newest, set: () => newest ??= load() } );
			}` } );
	}
	await page.goto( `${ wiki.url }/index.php?title=Jabberwocky&safemode=1` );
	await page.evaluate( () => mw.loader.using( [ 'mediawiki.api', 'mediawiki.storage', 'mediawiki.user', 'mediawiki.util' ] ) );
	const version = await page.evaluate( () => $.fn.jquery );
	console.log( `With jQuery ${ version }:` );
	if ( jquery && !jquery.includes( version ) ) {
		throw new Error( 'MediaWiki’s own jQuery is still there.' );
	}

	await page.exposeFunction( 'reportTest', reportTest );
	await page.evaluate( () => Object.assign( window, { QUnit: { config: { autostart: false, testTimeout: 20000 } } } ) );
	await page.addScriptTag( { content: await readFile( require.resolve( 'qunit' ), 'utf8' ) } );
	const done = page.evaluate( runEnd );
	for ( const { text } of await bundleTests( HERE, { outdir: 'unused', write: false, format: 'iife' } ) ) {
		await page.addScriptTag( { content: text } );
	}
	await page.evaluate( () => QUnit.start() );
	const counts = await done;
	await context.close();
	return counts;
}
