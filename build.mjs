import { build as bundle, context } from 'esbuild';
import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = path.dirname( fileURLToPath( import.meta.url ) );

const I18N = path.join( ROOT, 'src/i18n' );

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
	await writeTranslations( DIST );
	await bundle( await userScriptOptions() );
	await copyFile( path.join( ROOT, 'src/session-guard.d.ts' ), path.join( DIST, 'session-guard.d.ts' ) );
	await checkWikitext();
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
		plugins: [ messages, exportAsModule, {
			name: 'publish',
			setup: ( { onEnd } ) => onEnd( ( { errors } ) => {
				if ( !errors.length && !first ) {
					return onBuilt().then( () => {}, ( error ) => console.error( error.message ) );
				}
			} )
		} ]
	} );
	await esbuild.rebuild();
	await writeTranslations( DEV_DIST );
	await onBuilt();
	first = false;
	await esbuild.watch();
}

/**
 * Resolves `i18n:main`, `i18n:more` and `i18n:panel` to the English messages that each page of the
 * gadget needs, by their names: the states' are on every page.
 *
 * @type {import('esbuild').Plugin}
 */
export const messages = {
	name: 'messages',
	setup( { onLoad, onResolve } ) {
		onResolve( { filter: /^i18n:/ }, ( { path: name } ) => ( { path: name, namespace: 'i18n' } ) );
		onLoad( { filter: /./, namespace: 'i18n' }, async ( { path: name } ) => ( {
			contents: JSON.stringify( Object.fromEntries( Object.entries( await ownMessages( 'en.json' ) ).filter( ( [ key ] ) => pageOf( key ) === name ) ) ),
			loader: 'json',
			watchFiles: [ path.join( I18N, 'en.json' ) ]
		} ) );
	}
};

/**
 * Hands what a page exports to ResourceLoader's `module`. esbuild's own way, which serves every
 * module system there is, is 240 bytes longer, gzip, in each page.
 *
 * @type {import('esbuild').Plugin}
 */
const exportAsModule = {
	name: 'exportAsModule',
	setup( { initialOptions: { outdir }, onEnd } ) {
		onEnd( async () => {
			for ( const page of [ 'more', 'panel' ] ) {
				const file = path.join( String( outdir ), `SessionGuard-${ page }.js` );
				const code = await readFile( file, 'utf8' );
				await writeFile( file, code.replace( /export\s*\{([^{}]*)\};/, ( _, names ) => `module.exports={${ names.replace( /(\w+) as (\w+)/g, '$2:$1' ) }};` ) );
			}
		} );
	}
};

/**
 * Resolves `styles:all` to all style sheets as they were built, and what fetches the gadget's other
 * pages to what has them inside.
 *
 * @type {import('esbuild').Plugin}
 */
const inside = {
	name: 'inside',
	setup( { onLoad, onResolve } ) {
		onResolve( { filter: /^styles:all$/ }, ( { path: name } ) => ( { path: name, namespace: 'styles' } ) );
		onLoad( { filter: /./, namespace: 'styles' }, async () => ( {
			contents: ( await Promise.all( [ 'styles', 'more', 'panel' ].map( async ( page ) => withoutBanner( await readFile( path.join( DIST, `SessionGuard-${ page }.css` ), 'utf8' ) ) ) ) ).join( '' ),
			loader: 'text'
		} ) );
		onResolve( { filter: /^\.\/fetchGadget$/ }, ( { resolveDir } ) => ( { path: path.join( resolveDir, 'fetchInside.ts' ) } ) );
	}
};

/**
 * Writes the messages of every other language into a page of its own.
 *
 * @param {string} dist
 * @return {Promise<void>}
 */
async function writeTranslations( dist ) {
	for ( const file of await readdir( I18N ) ) {
		if ( ![ 'en.json', 'qqq.json' ].includes( file ) ) {
			const own = await ownMessages( file );
			await writeFile( path.join( dist, `SessionGuard-i18n-${ file }` ), `${ JSON.stringify( own, null, '\t' ) }\n` );
		}
	}
}

/**
 * @param {string} file of a language
 * @return {Promise<Record<string, string>>} the gadget's messages. Who translated them is for the
 *  translators, and what is none of ours (the gadget's name in the preferences) is for deploy.mjs
 */
async function ownMessages( file ) {
	const all = Object.entries( JSON.parse( await readFile( path.join( I18N, file ), 'utf8' ) ) );
	return Object.fromEntries( all.filter( ( [ key ] ) => key.startsWith( 'session-guard-' ) ) );
}

/**
 * @param {string} key of a message
 * @return {string} the page of the gadget that it is in
 */
function pageOf( key ) {
	return key.startsWith( 'session-guard-state-' ) ? 'i18n:main' : key.startsWith( 'session-guard-panel-' ) ? 'i18n:panel' : 'i18n:more';
}

/**
 * @return {Promise<import('esbuild').BuildOptions>}
 */
async function options() {
	const { version, license } = JSON.parse( await readFile( path.join( ROOT, 'package.json' ), 'utf8' ) );
	const banner = `/* SessionGuard ${ version } | ${ license } | built from TypeScript: edit the source, not this page */`;
	return {
		absWorkingDir: ROOT,
		entryPoints: { SessionGuard: 'src/gadget.ts', 'SessionGuard-styles': 'src/styles.css', 'SessionGuard-more': 'src/more.ts', 'SessionGuard-panel': 'src/panel.ts' },
		outdir: DIST,
		bundle: true,
		format: 'esm',
		// ResourceLoader of MediaWiki 1.43 reads no newer syntax.
		target: 'es2016',
		charset: 'utf8',
		minify: true,
		legalComments: 'none',
		banner: { js: banner, css: banner },
		plugins: [ messages, exportAsModule ],
		// `module` is ResourceLoader's.
		logOverride: { 'commonjs-variable-in-esm': 'silent' },
		logLevel: 'warning'
	};
}

/**
 * @return {Promise<import('esbuild').BuildOptions>} for one file that is complete
 */
async function userScriptOptions() {
	return {
		...await options(),
		entryPoints: { 'SessionGuard.user': 'src/user.ts' },
		format: 'iife',
		loader: { '.css': 'empty' },
		plugins: [ messages, inside ]
	};
}

/**
 * MediaWiki replaces some of what stands in a page when that is saved, in scripts too.
 *
 * @throws {Error} where a built file has something like that in it
 * @see https://www.mediawiki.org/wiki/Manual:Pre-save_transform
 */
async function checkWikitext() {
	for ( const file of await readdir( DIST ) ) {
		const [ found ] = /~{3}|\{\{\s*(?:safe)?subst:|\[\[[^\]\n]*\|\]\]|<\/?(?:nowiki|pre)\b/i.exec( await readFile( path.join( DIST, file ), 'utf8' ) ) ?? [];
		if ( found ) {
			throw new Error( `${ file } has “${ found }” in it, which MediaWiki would replace when the page is saved.` );
		}
	}
}

/**
 * @return {Promise<string[]>}
 */
async function checkBudgets() {
	const budgets = JSON.parse( await readFile( path.join( ROOT, 'tests/bench/budgets.json' ), 'utf8' ) );
	const lines = [];
	for ( const [ what, { modules, gzipBytes } ] of Object.entries( budgets ) ) {
		const sizes = await Promise.all( modules.map( servedSize ) );
		const size = sizes.reduce( ( sum, one ) => sum + one );
		const line = `${ what }: ${ size } of ${ gzipBytes } bytes (gzip) in ${ modules.join( ' + ' ) }`;
		if ( size > gzipBytes ) {
			throw new Error( `Too large. ${ line }` );
		}
		lines.push( line );
	}
	return lines;
}

/**
 * @param {string} module
 * @return {Promise<number>} its size, about as load.php serves it, in bytes
 */
async function servedSize( module ) {
	const name = module.replace( 'ext.gadget.', '' );
	const [ js = '', css = '' ] = await Promise.all( [ 'js', 'css' ].map( ( type ) => readFile( path.join( DIST, `${ name }.${ type }` ), 'utf8' ).catch( () => '' ) ) );
	const script = withoutBanner( js );
	const styles = withoutBanner( css );
	const served = js ?
		`mw.loader.impl(function(){return["${ module }@12345",function($,jQuery,require,module){${ script }},{"css":[${ JSON.stringify( styles ) }]}];});` :
		styles;
	return gzipSync( served, { level: 9 } ).length;
}

/**
 * @param {string} code
 * @return {string} without its first comment: ResourceLoader drops them all
 */
function withoutBanner( code ) {
	return code.replace( /^\/\*.*?\*\/\s*/s, '' );
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
