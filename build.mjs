import { build as bundle, context, transform, version as esbuildVersion } from 'esbuild';
import { execFile } from 'node:child_process';
import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { readArguments } from './deploy/arguments.mjs';
import { bannerOf, withoutBanner, writeManifest } from './deploy/manifest.mjs';
import { Trouble, command } from './deploy/trouble.mjs';

const ROOT = path.dirname( fileURLToPath( import.meta.url ) );

const I18N = path.join( ROOT, 'src/i18n' );
const DEFINITION = path.join( ROOT, 'gadget-definition.txt' );

/** All that a build is made from. */
const SOURCES = [ 'src', 'build.mjs', 'gadget-definition.txt', 'package.json', 'package-lock.json', 'tsconfig.json' ];

/** What is published: the pages of the gadget. */
export const DIST = path.join( ROOT, 'dist' );

/** The same for a developer’s wiki, with source maps. */
export const DEV_DIST = path.join( ROOT, '.cache/dist' );

const HELP = `npm run build

Builds dist/ from the source: the pages of the gadget, the user script (SessionGuard.user.js), types
for other gadgets, and a manifest that says from which commit, with the hash of every file. Fails
where a page is larger than its budget (tests/bench/budgets.json).

  -h, --help   this text`;

/**
 * Builds `dist/`, and holds it to its budgets. The same commit makes the same bytes, anywhere.
 *
 * @return {Promise<string[]>} what was measured, a line for each module
 * @throws {Trouble} where the source does not build, a module is above its budget, or the packages
 *  are not those of package-lock.json
 */
export async function build() {
	await rm( DIST, { recursive: true, force: true } );
	const origin = await findOrigin();
	await compile( await options( origin ) );
	await writeTexts( DIST );
	await compile( await userScriptOptions( origin ) );
	await copyFile( path.join( ROOT, 'src/session-guard.d.ts' ), path.join( DIST, 'session-guard.d.ts' ) );
	await checkWikitext();
	await writeManifest( DIST, origin );
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
	await rm( DEV_DIST, { recursive: true, force: true } );
	const origin = await findOrigin();
	let first = true;
	const publish = async () => {
		await writeTexts( DEV_DIST );
		await writeManifest( DEV_DIST, origin );
		await onBuilt();
	};
	const esbuild = await context( {
		...await options( origin ),
		outdir: DEV_DIST,
		sourcemap: 'inline',
		plugins: [ messages, exportAsModule, {
			name: 'publish',
			setup: ( { onEnd } ) => onEnd( ( { errors } ) => {
				if ( !errors.length && !first ) {
					return publish().catch( ( error ) => console.error( error.message ) );
				}
			} )
		} ]
	} );
	try {
		await esbuild.rebuild();
		await publish();
		first = false;
		await esbuild.watch();
	} catch ( error ) {
		// It would keep the process alive.
		await esbuild.dispose();
		throw error;
	}
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
			// A message a line, so that a reader of the page’s history sees which one has changed.
			contents: JSON.stringify( Object.fromEntries( Object.entries( await ownMessages( 'en.json' ) ).filter( ( [ key ] ) => pageOf( key ) === name ) ), null, '\t' ),
			loader: 'json',
			// All languages: they are published with it.
			watchDirs: [ I18N ],
			watchFiles: ( await readdir( I18N ) ).map( ( file ) => path.join( I18N, file ) )
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
		onLoad( { filter: /./, namespace: 'styles' }, async () => {
			const sheets = await Promise.all( [ 'styles', 'more', 'panel' ].map( ( page ) => readFile( path.join( DIST, `SessionGuard-${ page }.css` ), 'utf8' ) ) );
			const lines = sheets.flatMap( ( sheet ) => withoutBanner( sheet ).trim().split( '\n' ) );
			return { contents: `export default ${ JSON.stringify( lines, null, '\t' ) }.join( '\\n' );` };
		} );
		onResolve( { filter: /^\.\/fetchGadget$/ }, ( { resolveDir } ) => ( { path: path.join( resolveDir, 'fetchInside.ts' ) } ) );
	}
};

/**
 * Writes what is published besides scripts and styles: the messages of every other language, each
 * into a page of its own; the gadget’s line in the preferences, in all languages; the definition.
 *
 * @param {string} dist
 * @return {Promise<void>}
 */
async function writeTexts( dist ) {
	/** @type {Record<string, string>} */
	const descriptions = {};
	for ( const file of ( await readdir( I18N ) ).filter( ( name ) => name !== 'qqq.json' ) ) {
		const { 'gadget-SessionGuard': description } = await allMessages( file );
		if ( description ) {
			descriptions[ path.basename( file, '.json' ) ] = description;
		}
		if ( file !== 'en.json' ) {
			await writeJson( path.join( dist, `SessionGuard-i18n-${ file }` ), await ownMessages( file ) );
		}
	}
	await writeJson( path.join( dist, 'descriptions.json' ), descriptions );
	await copyFile( DEFINITION, path.join( dist, path.basename( DEFINITION ) ) );
}

/**
 * @param {string} file
 * @param {Record<string, string>} content
 * @return {Promise<void>}
 */
async function writeJson( file, content ) {
	await writeFile( file, `${ JSON.stringify( content, null, '\t' ) }\n` );
}

/**
 * @param {string} file of a language
 * @return {Promise<Record<string, string>>}
 */
async function allMessages( file ) {
	return JSON.parse( await readFile( path.join( I18N, file ), 'utf8' ) );
}

/**
 * @param {string} file of a language
 * @return {Promise<Record<string, string>>} the messages that the gadget itself shows
 */
async function ownMessages( file ) {
	return Object.fromEntries( Object.entries( await allMessages( file ) ).filter( ( [ key ] ) => key.startsWith( 'session-guard-' ) ) );
}

/**
 * @param {string} key of a message
 * @return {string} the page of the gadget that it is in
 */
function pageOf( key ) {
	return key.startsWith( 'session-guard-state-' ) ? 'i18n:main' : key.startsWith( 'session-guard-panel-' ) ? 'i18n:panel' : 'i18n:more';
}

/**
 * @return {Promise<import('./deploy/manifest.mjs').Origin>} of what would be built now
 * @throws {Trouble} where another esbuild is installed: it might make other bytes of the same source
 */
async function findOrigin() {
	const { version, repository: source = '' } = await readJson( 'package.json' );
	const { version: locked } = ( await readJson( 'package-lock.json' ) ).packages[ 'node_modules/esbuild' ];
	if ( locked !== esbuildVersion ) {
		throw new Trouble( `esbuild ${ esbuildVersion } is installed, and package-lock.json asks for ${ locked }. Run npm ci first.` );
	}
	/** @param {string[]} args */
	const git = ( ...args ) => promisify( execFile )( 'git', args, { cwd: ROOT } ).then( ( { stdout } ) => stdout.trimEnd(), () => '' );
	const commit = await git( 'rev-parse', 'HEAD' );
	const changed = await git( 'status', '--porcelain', '--', ...SOURCES );
	return { version, commit, changed: changed.split( '\n' ).filter( Boolean ).map( ( line ) => line.slice( 3 ) ), source };
}

/**
 * @param {string} file
 * @return {Promise<any>}
 */
async function readJson( file ) {
	return JSON.parse( await readFile( path.join( ROOT, file ), 'utf8' ) );
}

/**
 * @param {import('./deploy/manifest.mjs').Origin} origin
 * @return {Promise<import('esbuild').BuildOptions & { banner: { js: string, css: string } }>}
 */
async function options( origin ) {
	const { license } = await readJson( 'package.json' );
	const banner = bannerOf( origin, license );
	return {
		absWorkingDir: ROOT,
		entryPoints: { SessionGuard: 'src/entries/gadget.ts', 'SessionGuard-styles': 'src/entries/styles.css', 'SessionGuard-more': 'src/entries/more.ts', 'SessionGuard-panel': 'src/entries/panel.ts' },
		outdir: DIST,
		bundle: true,
		format: 'esm',
		// ResourceLoader of MediaWiki 1.43 reads no newer syntax.
		target: 'es2016',
		charset: 'utf8',
		// Not minified: people review these pages on the wiki (docs/adr/0015-readable-pages.md).
		legalComments: 'none',
		banner: { js: banner, css: banner },
		plugins: [ messages, exportAsModule ],
		// `module` is ResourceLoader's.
		logOverride: { 'commonjs-variable-in-esm': 'silent' },
		logLevel: 'warning'
	};
}

/**
 * @param {import('./deploy/manifest.mjs').Origin} origin
 * @return {Promise<import('esbuild').BuildOptions>} for one file that is complete, and waits for the
 *  modules that the gadget names in its definition
 */
async function userScriptOptions( origin ) {
	const { banner, ...ours } = await options( origin );
	const [ , dependencies = '' ] = /^\* SessionGuard\[.*?\bdependencies=([^|\]]+)/.exec( await readFile( DEFINITION, 'utf8' ) ) ?? [];
	const core = dependencies.split( ',' ).filter( ( name ) => !name.startsWith( 'ext.gadget.' ) );
	return {
		...ours,
		entryPoints: { 'SessionGuard.user': 'src/entries/user.ts' },
		format: 'iife',
		banner: { js: `${ banner.js }\nmw.loader.using( ${ JSON.stringify( core ) } ).then( function () {` },
		footer: { js: '} );' },
		loader: { '.css': 'empty' },
		plugins: [ messages, inside ]
	};
}

/**
 * @param {import('esbuild').BuildOptions} what
 * @return {Promise<void>}
 * @throws {Trouble} where the source does not build; esbuild has said why
 */
async function compile( what ) {
	await bundle( what ).catch( () => {
		throw new Trouble( 'The source does not build: see above.' );
	} );
}

/**
 * MediaWiki replaces some of what stands in a page when that is saved, in scripts too.
 *
 * @throws {Trouble} where a built file has something like that in it
 * @see https://www.mediawiki.org/wiki/Manual:Pre-save_transform
 */
async function checkWikitext() {
	for ( const file of await readdir( DIST ) ) {
		const [ found ] = /~{3}|\{\{\s*(?:safe)?subst:|\[\[[^\]\n]*\|\]\]|<\/?(?:nowiki|pre)\b/i.exec( await readFile( path.join( DIST, file ), 'utf8' ) ) ?? [];
		if ( found ) {
			throw new Trouble( `${ file } has “${ found }” in it, which MediaWiki would replace when the page is saved.` );
		}
	}
}

/**
 * @return {Promise<string[]>}
 */
async function checkBudgets() {
	const budgets = await readJson( 'tests/bench/budgets.json' );
	const lines = [];
	for ( const [ what, { modules, gzipBytes } ] of Object.entries( budgets ) ) {
		const sizes = await Promise.all( modules.map( servedSize ) );
		const size = sizes.reduce( ( sum, one ) => sum + one );
		const line = `${ what }: ${ size } of ${ gzipBytes } bytes (gzip) in ${ modules.join( ' + ' ) }`;
		if ( size > gzipBytes ) {
			throw new Trouble( `Too large. ${ line }` );
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
	const script = await served( name, 'js' );
	const styles = await served( name, 'css' );
	return gzipSync( script ?
		`mw.loader.impl(function(){return["${ module }@12345",function($,jQuery,require,module){${ script }},{"css":[${ JSON.stringify( styles ) }]}];});` :
		styles, { level: 9 } ).length;
}

/**
 * @param {string} name of a page
 * @param {'js' | 'css'} type
 * @return {Promise<string>} it as ResourceLoader serves it, which drops comments and white space, and
 *  keeps names; empty where there is none
 */
async function served( name, type ) {
	const code = await readFile( path.join( DIST, `${ name }.${ type }` ), 'utf8' ).catch( () => '' );
	return ( await transform( code, { loader: type, minifyWhitespace: true, charset: 'utf8' } ) ).code;
}

if ( process.argv[ 1 ] === fileURLToPath( import.meta.url ) ) {
	await command( async () => {
		if ( readArguments( HELP, {} ) ) {
			console.log( ( await build() ).join( '\n' ) );
		}
	} );
}
