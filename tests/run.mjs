import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireBrowser } from './browser.mjs';
import { installPackages } from './install.mjs';
import { runPlaywright } from './playwright.mjs';
import { run } from './wiki/run.mjs';
import { Trouble, command } from '../deploy/trouble.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '..' );

const { values: { 'user-script': userScript } } = parseArgs( { options: { 'user-script': { type: 'string' } } } );

await command( async () => {
	if ( userScript !== undefined && ![ 'pasted', 'loaded' ].includes( userScript ) ) {
		throw new Trouble( 'npm test -- --user-script=pasted tests the user script as it stands in common.js, --user-script=loaded as it is loaded from another host.' );
	}
	await installPackages();
	for ( const [ what, ...args ] of [ [ 'eslint', '--max-warnings', '0', '.' ], [ 'tsc' ], [ 'tsc', '-p', 'tests' ] ] ) {
		await run( path.join( ROOT, 'node_modules/.bin', what ?? '' ), args, { cwd: ROOT, show: true } ).catch( () => {
			throw new Trouble( `${ [ what, ...args ].join( ' ' ) } found what is listed above.` );
		} );
	}
	await requireBrowser();
	const { build } = await import( '../build.mjs' );
	console.log( ( await build() ).join( '\n' ) );

	if ( userScript ) {
		process.env.SESSION_GUARD_USER_SCRIPT = userScript;
	}
	const { readyWiki } = await import( './wiki/ready.mjs' );
	const { runQUnit } = await import( './qunit/run.mjs' );
	const wiki = await readyWiki();
	try {
		const results = [ await runQUnit( wiki ), await runE2e( wiki ) ];
		const [ passed = 0, failed = 0 ] = [ 0, 1 ].map( ( which ) => results.reduce( ( sum, result ) => sum + ( result[ which ] ?? 0 ), 0 ) );
		console.log( `${ passed } passed, ${ failed } failed` );
		if ( failed || !passed ) {
			process.exitCode = 1;
		}
	} finally {
		await wiki.remove();
	}
} );

/**
 * @param {import('./wiki/wiki.mjs').Wiki} wiki
 * @return {Promise<number[]>} how many tests passed and how many failed
 */
async function runE2e( wiki ) {
	const file = path.join( ROOT, 'test-results/results.json' );
	await rm( file, { force: true } );
	// Whether tests failed stands in the file.
	await runPlaywright( [ '--reporter', 'list,json', ...( userScript ? [ '--grep-invert', '@gadget' ] : [] ) ], { PLAYWRIGHT_JSON_OUTPUT_FILE: file, SESSION_GUARD_TEST_WIKI: JSON.stringify( wiki ) } );
	const { stats, errors } = JSON.parse( await readFile( file, 'utf8' ) );
	return [ stats.expected + stats.flaky, stats.unexpected + errors.length ];
}
