import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { messages } from '../../build.mjs';
import { launchOptions } from '../browser.mjs';
import { logIn } from '../login.mjs';
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

		await page.exposeFunction( 'reportTest', report );
		await page.evaluate( () => Object.assign( window, { QUnit: { config: { autostart: false, testTimeout: 20000 } } } ) );
		await page.addScriptTag( { content: await readFile( createRequire( import.meta.url ).resolve( 'qunit' ), 'utf8' ) } );
		const done = page.evaluate( () => new Promise( ( resolve ) => {
			QUnit.on( 'error', ( error ) => {
				throw error;
			} );
			QUnit.on( 'testEnd', ( test ) => window.reportTest( {
				name: test.fullName.join( ' › ' ),
				status: test.status,
				errors: test.errors.map( ( { message, actual, expected, stack } ) => `${ message ?? '' }
   expected ${ JSON.stringify( expected ) }, got ${ JSON.stringify( actual ) }
${ stack ?? '' }` )
			} ) );
			QUnit.on( 'runEnd', ( { testCounts } ) => resolve( [ testCounts.passed, testCounts.failed ] ) );
		} ) );
		for ( const { text } of await bundles() ) {
			await page.addScriptTag( { content: text } );
		}
		await page.evaluate( () => QUnit.start() );
		return await done;
	} finally {
		await browser.close();
	}
}

/**
 * @return {Promise<import('esbuild').OutputFile[]>}
 */
async function bundles() {
	const { outputFiles } = await build( {
		entryPoints: [ path.join( HERE, '**/*.test.ts' ) ],
		outdir: 'unused',
		bundle: true,
		write: false,
		format: 'iife',
		target: 'es2022',
		sourcemap: 'inline',
		loader: { '.css': 'empty' },
		plugins: [ messages ]
	} );
	return outputFiles;
}

/**
 * @param {{ name: string, status: string, errors: string[] }} test
 */
function report( { name, status, errors } ) {
	console.log( `  ${ status === 'passed' ? '✓' : '✘' } ${ name }` );
	errors.forEach( ( error ) => console.log( error.replace( /^/gm, '      ' ) ) );
}
