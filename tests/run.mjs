import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireBrowser } from './browser.mjs';
import { installPackages } from './install.mjs';
import { runPlaywright } from './playwright.mjs';
import { run } from './wiki/run.mjs';
import { readArguments } from '../deploy/arguments.mjs';
import { Trouble, command } from '../deploy/trouble.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '..' );

const HELP = `npm test [-- --user-script=pasted|loaded]

Everything that CI runs: lint, types, the build, QUnit in a page of a real wiki, Playwright.

  --user-script=pasted   with the user script in common.js instead of the gadget
  --user-script=loaded   the same, loaded from another host
  -h, --help             this text

In the environment: MEDIAWIKI_DIR or WIKI_URL, as for npm start.`;

await command( async () => {
	const read = readArguments( HELP, { 'user-script': { type: 'string' } } );
	if ( !read ) {
		return;
	}
	const { 'user-script': userScript } = read.values;
	if ( userScript !== undefined && ![ 'pasted', 'loaded' ].includes( userScript ) ) {
		throw new Trouble( '--user-script is pasted or loaded. See --help.' );
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
		const results = [ await runQUnit( wiki ), await runE2e( wiki, userScript ) ];
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
 * @param {string | undefined} userScript how the user script is there instead of the gadget
 * @return {Promise<number[]>} how many tests passed and how many failed
 */
async function runE2e( wiki, userScript ) {
	const file = path.join( ROOT, 'test-results/results.json' );
	await rm( file, { force: true } );
	// Whether tests failed stands in the file.
	await runPlaywright( [ '--reporter', 'list,json', ...( userScript ? [ '--grep-invert', '@gadget' ] : [] ) ], { PLAYWRIGHT_JSON_OUTPUT_FILE: file, SESSION_GUARD_TEST_WIKI: JSON.stringify( wiki ) } );
	const { stats, errors } = JSON.parse( await readFile( file, 'utf8' ) );
	return [ stats.expected + stats.flaky, stats.unexpected + errors.length ];
}
