import { build } from 'esbuild';
import path from 'node:path';
import { messages } from '../build.mjs';

/**
 * Bundles the tests of a folder, `*.test.ts`: each for itself, with what it tests.
 *
 * @param {string} folder
 * @param {import('esbuild').BuildOptions} options where they will run
 * @return {Promise<import('esbuild').OutputFile[]>} nothing where they are written into files
 */
export async function bundleTests( folder, options ) {
	const { outputFiles = [] } = await build( {
		entryPoints: [ path.join( folder, '**/*.test.ts' ) ],
		bundle: true,
		target: 'es2022',
		sourcemap: 'inline',
		loader: { '.css': 'empty' },
		plugins: [ messages ],
		logLevel: 'warning',
		...options
	} );
	return outputFiles;
}
