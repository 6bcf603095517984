import { readFile, readdir } from 'node:fs/promises';
import { run } from '../wiki/run.mjs';
import { progress } from './interleave.mjs';
import { WITH } from './stage.mjs';

/** Requests per sample: the system counts CPU time in hundredths of a second. */
const REQUESTS = 20;

/**
 * CPU time that a check and a page view cost the wiki, in turn.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {number} samples of each
 * @return {Promise<{ check: number[], view: number[] } | null>} ms for one request; null where the wiki is not on
 *  this machine, or the system does not tell
 */
export async function cpuOfRequests( { wiki, enter, visit }, samples ) {
	const workers = await serverProcesses( new URL( wiki.url ).port ).catch( () => [] );
	if ( !wiki.dir || !workers.length ) {
		return null;
	}
	const ticks = Number( await run( 'getconf', [ 'CLK_TCK' ] ) );
	const context = await enter( WITH );
	const page = await context.newPage();
	await visit( page );
	const token = await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) );
	await page.close();
	const urls = {
		check: `${ wiki.url }/api.php?${ new URLSearchParams( {
			action: 'checktoken', type: 'csrf', token, assertuser: WITH.name, curtimestamp: '1', format: 'json', formatversion: '2'
		} ) }`,
		view: `${ wiki.url }/index.php?title=Jabberwocky`
	};
	const expected = { check: '"result":"valid"', view: 'did gyre and gimble' };
	/** @type {{ check: number[], view: number[] }} */
	const results = { check: [], view: [] };
	for ( let sample = -1; sample < samples; sample++ ) {
		for ( const which of /** @type {const} */ ( [ 'check', 'view' ] ) ) {
			const before = await ticksOf( workers );
			for ( let count = 0; count < REQUESTS; count++ ) {
				const answer = await context.request.get( urls[ which ] );
				if ( !( await answer.text() ).toLowerCase().includes( expected[ which ] ) ) {
					throw new Error( `${ urls[ which ] } did not answer as it should` );
				}
			}
			if ( sample >= 0 ) {
				results[ which ].push( ( await ticksOf( workers ) - before ) / ticks * 1000 / REQUESTS );
			}
		}
		progress();
	}
	await context.close();
	return results;
}

/**
 * @param {string} port
 * @return {Promise<string[]>} ids of the processes of PHP's server on that port
 */
async function serverProcesses( port ) {
	const found = [];
	for ( const id of await readdir( '/proc' ) ) {
		if ( /^\d+$/.test( id ) ) {
			const line = await readFile( `/proc/${ id }/cmdline`, 'utf8' ).catch( () => '' );
			if ( line.startsWith( 'php' ) && line.split( '\0' ).includes( `127.0.0.1:${ port }` ) ) {
				found.push( id );
			}
		}
	}
	return found;
}

/**
 * @param {string[]} processes
 * @return {Promise<number>} CPU time that they have used: user and system, in clock ticks
 */
async function ticksOf( processes ) {
	let sum = 0;
	for ( const id of processes ) {
		// After the name, which may have spaces: fields 3 and on of proc(5).
		const fields = ( await readFile( `/proc/${ id }/stat`, 'utf8' ) ).replace( /^.*\) /, '' ).split( ' ' );
		sum += Number( fields[ 11 ] ) + Number( fields[ 12 ] );
	}
	return sum;
}
