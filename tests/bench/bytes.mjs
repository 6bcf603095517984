import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DIST } from '../../build.mjs';
import { postWithToken } from '../login.mjs';
import { progress } from './interleave.mjs';
import { WITHOUT } from './stage.mjs';

const USER_SCRIPT = path.join( DIST, 'SessionGuard.user.js' );

/**
 * What goes over the wire, as load.php serves it.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @return {Promise<import('./figures.mjs').Group>}
 */
export async function bytes( stage ) {
	// PHP's own server does not compress; a wiki's web server does, at this level.
	await stage.wiki.configure?.( 'ini_set( "zlib.output_compression", "1" ); ini_set( "zlib.output_compression_level", "6" );' );
	const budgets = JSON.parse( await readFile( new URL( 'budgets.json', import.meta.url ), 'utf8' ) );
	/** @type {import('./figures.mjs').Figure[]} */
	const figures = [];
	const dialog = { what: 'oojs-ui-windows', samples: [ await fetchedWith( stage, [ 'oojs-ui-windows' ] ) ] };
	const codex = { what: 'vue + @wikimedia/codex', samples: [ await fetchedWith( stage, [ 'vue', '@wikimedia/codex' ] ) ] };
	for ( const [ what, { modules, gzipBytes } ] of Object.entries( budgets ) ) {
		figures.push( { what, unit: 'bytes', samples: [ await servedAlone( stage, modules ) ], budget: { value: gzipBytes } } );
	}
	figures.push( {
		what: 'all that the first click on Log out fetches', unit: 'bytes', samples: [ await fetchedWith( stage, [ 'ext.gadget.SessionGuard-more' ] ) ], beside: dialog
	}, {
		what: 'all that the first click on the shield fetches', unit: 'bytes', samples: [ await fetchedWith( stage, [ 'ext.gadget.SessionGuard-panel' ] ) ], beside: codex
	} );
	if ( existsSync( USER_SCRIPT ) ) {
		figures.push( { what: 'user script, with everything inside', unit: 'bytes', samples: [ await asUserScript( stage ) ], beside: codex } );
	}
	await stage.wiki.configure?.( '' );
	return {
		title: 'Bytes',
		how: [
			'Bodies of answers of load.php, compressed by gzip, as Chromium received them. Modules with a budget are asked for alone; the others',
			'by `mw.loader.using` on a page of Vector 2022 that has none of them, with all that they depend on and the page has not loaded: what',
			'another gadget would fetch for the same click.'
		],
		figures
	};
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {string[]} modules
 * @return {Promise<number>} bytes of the modules, each asked for by itself
 */
async function servedAlone( { wiki, browser }, modules ) {
	const context = await browser.newContext();
	const page = await context.newPage();
	let sum = 0;
	for ( const name of modules ) {
		const response = await page.goto( `${ wiki.url }/load.php?${ new URLSearchParams( {
			lang: 'en', modules: name, skin: 'vector-2022', ...( name.endsWith( '-styles' ) && { only: 'styles' } )
		} ) }` );
		if ( !( await response?.text() )?.includes( 'session-guard' ) ) {
			throw new Error( `load.php does not serve ${ name }` );
		}
		sum += await sizeOf( /** @type {import('@playwright/test').Response} */ ( response ) );
	}
	await context.close();
	progress();
	return sum;
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {string[]} modules
 * @return {Promise<number>} bytes that a page without the gadget receives when it asks for them
 */
async function fetchedWith( stage, modules ) {
	const context = await stage.enter( WITHOUT );
	const page = await context.newPage();
	await stage.visit( page );
	/** @type {import('@playwright/test').Response[]} */
	const responses = [];
	page.on( 'response', ( response ) => {
		if ( response.url().includes( '/load.php' ) ) {
			responses.push( response );
		}
	} );
	await page.evaluate( ( names ) => mw.loader.using( names ).then( () => {} ), modules );
	let sum = 0;
	for ( const response of responses ) {
		sum += await sizeOf( response );
	}
	await context.close();
	if ( !sum ) {
		throw new Error( `Nothing was fetched for ${ modules }` );
	}
	progress();
	return sum;
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @return {Promise<number>} bytes of the user script, in somebody's common.js
 */
async function asUserScript( stage ) {
	const { wiki } = stage;
	const context = await stage.enter( WITHOUT );
	const page = await context.newPage();
	/** @param {string} text */
	const put = async ( text ) => {
		const { edit } = await postWithToken( context, wiki.url, 'csrf', ( token ) => ( { action: 'edit', title: `User:${ WITHOUT.name }/common.js`, text, token } ) );
		if ( edit?.result !== 'Success' ) {
			throw new Error( 'The user script could not be published.' );
		}
	};
	await put( await readFile( USER_SCRIPT, 'utf8' ) );
	const response = await page.goto( `${ wiki.url }/load.php?${ new URLSearchParams( {
		lang: 'en', modules: 'user', only: 'scripts', skin: 'vector-2022', user: WITHOUT.name
	} ) }` );
	const text = String( await response?.text() );
	if ( !text.includes( 'session-guard' ) || /JavaScript parse error/.test( text ) ) {
		throw new Error( 'load.php does not serve the user script.' );
	}
	const size = await sizeOf( /** @type {import('@playwright/test').Response} */ ( response ) );
	await put( '' );
	await context.close();
	return size;
}

/**
 * @param {import('@playwright/test').Response} response
 * @return {Promise<number>} bytes of its body on the wire
 */
async function sizeOf( response ) {
	if ( response.status() !== 200 || response.headers()[ 'content-encoding' ] !== 'gzip' ) {
		throw new Error( `${ response.status() }, not compressed by gzip: ${ response.url() }` );
	}
	await response.finished();
	return ( await response.request().sizes() ).responseBodySize;
}
