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

const HELP = `npm test [-- STAGE …] [-- --user-script=pasted|loaded]

Everything that CI runs, the cheapest first: lint, types, unit (QUnit in Node), build, qunit (in a page of
a real wiki), e2e (Playwright). Or only the stages that are named.

  --user-script=pasted   with the user script in common.js instead of the gadget
  --user-script=loaded   the same, loaded from another host
  -h, --help             this text

In the environment: MEDIAWIKI_DIR or WIKI_URL, as for npm start.`;

/**
 * What there is to run, the cheapest first. Each resolves to how many tests passed and how many
 * failed; it loads packages itself, when they are installed.
 *
 * @type {Record<string, { run: ( userScript?: string ) => Promise<number[]>, needsWiki?: true }>}
 */
const STAGES = {
	lint: { run: () => script( 'lint' ) },
	types: { run: () => script( 'types' ) },
	unit: { run: async () => ( await import( './unit/run.mjs' ) ).runUnit() },
	build: { run: () => script( 'build' ) },
	qunit: { run: runQUnit, needsWiki: true },
	e2e: { run: runE2e, needsWiki: true }
};

await command( async () => {
	const read = readArguments( HELP, { 'user-script': { type: 'string' } }, { positionals: true } );
	if ( !read ) {
		return;
	}
	const { values: { 'user-script': userScript }, positionals } = read;
	if ( userScript !== undefined && ![ 'pasted', 'loaded' ].includes( userScript ) ) {
		throw new Trouble( '--user-script is pasted or loaded. See --help.' );
	}
	if ( positionals.some( ( name ) => !( name in STAGES ) ) ) {
		throw new Trouble( `What is “${ positionals.join( ' ' ) }”? There are ${ Object.keys( STAGES ).join( ', ' ) }.` );
	}
	await installPackages();
	let [ totalPassed, totalFailed ] = [ 0, 0 ];
	for ( const [ name, stage ] of Object.entries( STAGES ) ) {
		if ( positionals.length && !positionals.includes( name ) ) {
			continue;
		}
		const [ passed = 0, failed = 0 ] = await stage.run( userScript ).catch( ( error ) => {
			console.error( error instanceof Trouble ? error.message : error.stack );
			return [ 0, 1 ];
		} );
		totalPassed += passed;
		totalFailed += failed;
		if ( failed ) {
			process.exitCode = 1;
			if ( !stage.needsWiki ) {
				console.error( `Stopped at “${ name }”: what comes after it was not run.` );
				break;
			}
		}
	}
	console.log( `${ totalPassed } passed, ${ totalFailed } failed` );
} );

/**
 * @param {string} name of a script in package.json, which has no tests to count
 * @return {Promise<number[]>}
 * @throws {Trouble} where it fails; why, it has said itself
 */
async function script( name ) {
	await run( 'npm', [ 'run', '--silent', name ], { cwd: ROOT, show: true } ).catch( () => {
		throw new Trouble( `npm run ${ name } found what is listed above.` );
	} );
	return [ 0, 0 ];
}

/**
 * @return {Promise<number[]>}
 */
async function runQUnit() {
	await requireBrowser();
	const { startWiki } = await import( './wiki/wiki.mjs' );
	const qunit = await import( './qunit/run.mjs' );
	const wiki = await startWiki();
	try {
		return await qunit.runQUnit( wiki );
	} finally {
		await wiki.remove();
	}
}

/**
 * @param {string} [userScript] how the user script is there instead of the gadget
 * @return {Promise<number[]>}
 */
async function runE2e( userScript ) {
	await requireBrowser();
	const file = path.join( ROOT, 'test-results/results.json' );
	await rm( file, { force: true } );
	// Whether tests failed stands in the file.
	await runPlaywright(
		[ '--reporter', 'list,json', ...( userScript ? [ '--grep-invert', '@gadget' ] : [] ) ],
		{ PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...( userScript && { SESSION_GUARD_USER_SCRIPT: userScript } ) }
	);
	const { stats, errors } = JSON.parse( await readFile( file, 'utf8' ) );
	return [ stats.expected + stats.flaky, stats.unexpected + errors.length ];
}
