import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './wiki/run.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '..' );

/**
 * Runs tests of `tests/e2e`, and lets them tell of themselves on the terminal.
 *
 * @param {string[]} args of `playwright test`
 * @param {NodeJS.ProcessEnv} env what the tests shall find in the environment
 * @return {Promise<boolean>} whether all passed
 */
export function runPlaywright( args, env ) {
	return run( path.join( ROOT, 'node_modules/.bin/playwright' ), [ 'test', '-c', 'tests/e2e', ...args ], { cwd: ROOT, env, show: true } )
		.then( () => true, () => false );
}
