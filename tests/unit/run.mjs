import QUnit from 'qunit';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { messages } from '../../build.mjs';
import { bundleTests } from '../bundle.mjs';
import { reportTest, runEnd } from '../report.mjs';
import { ROOT } from './root.mjs';

const HERE = path.dirname( fileURLToPath( import.meta.url ) );
const BUNDLES = path.join( ROOT, '.cache/unit' );

/**
 * Leaves out what Node can run as it is: it may want to know where it is.
 *
 * @type {import('esbuild').Plugin}
 */
const scripts = {
	name: 'scripts',
	setup: ( { onResolve } ) => onResolve( { filter: /^\..*\.mjs$/ }, ( { path: name, resolveDir } ) => ( {
		path: pathToFileURL( path.join( resolveDir, name ) ).href,
		external: true
	} ) )
};

/**
 * Runs every `*.test.ts` of this folder by QUnit, in Node: no wiki, no browser.
 *
 * @return {Promise<number[]>} how many tests passed and how many failed
 */
export async function runUnit() {
	await rm( BUNDLES, { recursive: true, force: true } );
	await bundleTests( HERE, {
		outdir: BUNDLES,
		outExtension: { '.js': '.mjs' },
		platform: 'node',
		format: 'esm',
		packages: 'external',
		plugins: [ messages, scripts ]
	} );
	process.setSourceMapsEnabled( true );
	Object.assign( globalThis, { QUnit, reportTest } );
	QUnit.config.autostart = false;
	QUnit.config.testTimeout = 20000;
	const done = runEnd();
	for ( const file of await readdir( BUNDLES, { recursive: true } ) ) {
		if ( file.endsWith( '.mjs' ) ) {
			await import( pathToFileURL( path.join( BUNDLES, file ) ).href );
		}
	}
	QUnit.start();
	return done;
}
