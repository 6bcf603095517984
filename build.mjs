import { context } from 'esbuild';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = path.dirname( fileURLToPath( import.meta.url ) );

/** What is published: the pages of the gadget. */
export const DIST = path.join( ROOT, 'dist' );

/** Those of a developer's wiki: readable, and with source maps. */
export const DEV_DIST = path.join( ROOT, '.cache/dist' );

/**
 * Builds `dist/`, and holds it to its budgets.
 *
 * @return {Promise<string[]>} what was measured, a line for each module
 * @throws {Error} that names file, size and budget, where a module is too large; or esbuild's own
 */
export async function build() {
	await rm( DIST, { recursive: true, force: true } );
	const esbuild = await context( await options() );
	try {
		await esbuild.rebuild();
	} finally {
		await esbuild.dispose();
	}
	return checkBudgets();
}

/**
 * Builds the developer's pages, now and whenever a source has changed, until the process ends.
 *
 * @param {() => Promise<unknown>} onBuilt called after each build that went well
 * @return {Promise<void>} resolves when `onBuilt` has run for the first time
 * @throws whatever `onBuilt` does the first time; later that is printed
 */
export async function watch( onBuilt ) {
	let first = true;
	const esbuild = await context( {
		...await options(),
		outdir: DEV_DIST,
		minify: false,
		sourcemap: 'inline',
		plugins: [ messages, {
			name: 'publish',
			setup: ( { onEnd } ) => onEnd( ( { errors } ) => {
				if ( !errors.length && !first ) {
					return onBuilt().then( () => {}, ( error ) => console.error( error.message ) );
				}
			} )
		} ]
	} );
	await esbuild.rebuild();
	await onBuilt();
	first = false;
	await esbuild.watch();
}

/**
 * Resolves `i18n:main` and `i18n:panel` to the English messages that each page of the gadget needs:
 * those of the panel have it in their names. Who translated them is for the translators, and what
 * is none of ours (the gadget's name in the preferences) is for deploy.mjs.
 *
 * @type {import('esbuild').Plugin}
 */
export const messages = {
	name: 'messages',
	setup( { onLoad, onResolve } ) {
		const file = path.join( ROOT, 'src/i18n/en.json' );
		onResolve( { filter: /^i18n:/ }, ( { path: name } ) => ( { path: name, namespace: 'i18n' } ) );
		onLoad( { filter: /./, namespace: 'i18n' }, async ( { path: name } ) => ( {
			contents: JSON.stringify( Object.fromEntries( Object.entries( JSON.parse( await readFile( file, 'utf8' ) ) ).filter(
				( [ key ] ) => key.startsWith( 'session-guard-' ) && key.startsWith( 'session-guard-panel-' ) === ( name === 'i18n:panel' )
			) ) ),
			loader: 'json',
			watchFiles: [ file ]
		} ) );
	}
};

/**
 * @return {Promise<import('esbuild').BuildOptions>}
 */
async function options() {
	const { version, license } = JSON.parse( await readFile( path.join( ROOT, 'package.json' ), 'utf8' ) );
	const banner = `/* SessionGuard ${ version } | ${ license } | built from TypeScript: edit the source, not this page */`;
	return {
		absWorkingDir: ROOT,
		entryPoints: { SessionGuard: 'src/gadget.ts', 'SessionGuard-panel': 'src/panel.ts' },
		outdir: DIST,
		bundle: true,
		format: 'cjs',
		// ResourceLoader of MediaWiki 1.43 reads no newer syntax.
		target: 'es2016',
		charset: 'utf8',
		minify: true,
		legalComments: 'none',
		banner: { js: banner, css: banner },
		plugins: [ messages ],
		logLevel: 'warning'
	};
}

/**
 * @return {Promise<string[]>}
 */
async function checkBudgets() {
	const budgets = JSON.parse( await readFile( path.join( ROOT, 'tests/bench/budgets.json' ), 'utf8' ) );
	const lines = [];
	for ( const [ module, { gzipBytes } ] of Object.entries( budgets ) ) {
		const name = module.replace( 'ext.gadget.', '' );
		const files = [ `${ name }.js`, `${ name }.css` ];
		const [ js, css ] = await Promise.all( files.map( ( file ) => readFile( path.join( DIST, file ), 'utf8' ) ) );
		// As load.php wraps it.
		const served = `mw.loader.impl(function(){return["${ module }@12345",function($,jQuery,require,module){${ js }},{"css":[${ JSON.stringify( css ) }]}];});`;
		const size = gzipSync( served, { level: 9 } ).length;
		if ( size > gzipBytes ) {
			throw new Error( `dist/${ files.join( ' + dist/' ) }: ${ size } bytes (gzip) are more than the budget of ${ gzipBytes } for ${ module }` );
		}
		lines.push( `${ module }: ${ size } of ${ gzipBytes } bytes (gzip)` );
	}
	return lines;
}

if ( process.argv[ 1 ] === fileURLToPath( import.meta.url ) ) {
	build().then(
		( lines ) => console.log( lines.join( '\n' ) ),
		( error ) => {
			console.error( error.message );
			process.exitCode = 1;
		}
	);
}
