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

/**
 * Runs every `*.test.ts` of this folder by QUnit, in a page of the wiki as Alice sees it. The
 * gadget itself is off there (safe mode): the tests run its parts.
 *
 * @param {import('../wiki/wiki.mjs').Wiki} wiki
 * @return {Promise<number[]>} how many tests passed and how many failed
 */
export async function runQUnit( wiki ) {
	const browser = await chromium.launch( launchOptions() );
	try {
		const context = await browser.newContext();
		await logIn( context, wiki.url, ALICE );
		const page = await context.newPage();
		await page.goto( `${ wiki.url }/index.php?title=Jabberwocky&safemode=1` );
		await page.evaluate( () => mw.loader.using( [ 'mediawiki.api', 'mediawiki.storage', 'mediawiki.user', 'mediawiki.util' ] ) );

		await page.exposeFunction( 'reportTest', reportTest );
		await page.evaluate( () => Object.assign( window, { QUnit: { config: { autostart: false, testTimeout: 20000 } } } ) );
		await page.addScriptTag( { content: await readFile( createRequire( import.meta.url ).resolve( 'qunit' ), 'utf8' ) } );
		const done = page.evaluate( runEnd );
		for ( const { text } of await bundleTests( HERE, { outdir: 'unused', write: false, format: 'iife' } ) ) {
			await page.addScriptTag( { content: text } );
		}
		await page.evaluate( () => QUnit.start() );
		return await done;
	} finally {
		await browser.close();
	}
}
