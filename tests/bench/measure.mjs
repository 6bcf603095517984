import { readFile, writeFile } from 'node:fs/promises';
import { run } from '../wiki/run.mjs';
import { readyWiki } from '../wiki/ready.mjs';
import { Trouble } from '../../deploy/trouble.mjs';
import { bytes } from './bytes.mjs';
import { growth } from './growth.mjs';
import { tryOut } from './interleave.mjs';
import { describeMachine } from './machine.mjs';
import { memory } from './memory.mjs';
import { reliability } from './reliability.mjs';
import { aboveBudget, markdown, table, withFigures } from './report.mjs';
import { requests } from './requests.mjs';
import { setStage } from './stage.mjs';
import { times } from './times.mjs';

const GROUPS = { bytes, times, requests, growth, memory, reliability };
const PAGE = new URL( '../../docs/bench.md', import.meta.url );
const README = new URL( '../../README.md', import.meta.url );

/**
 * @param {string[]} wanted names of groups; all, where there are none
 * @param {{ json?: boolean | undefined, faults?: boolean | undefined, try?: boolean | undefined }} options
 * @return {Promise<string[]>} what is above its budget
 * @throws {Trouble} for a group that is not there
 */
export async function measure( wanted, { json, faults, try: trial } ) {
	const unknown = wanted.filter( ( name ) => !( name in GROUPS ) );
	if ( unknown.length ) {
		throw new Trouble( `There is no group ${ unknown.join( ', ' ) }: there are ${ Object.keys( GROUPS ).join( ', ' ) }.` );
	}
	if ( trial ) {
		tryOut();
	}
	const started = Date.now();
	if ( faults ) {
		await run( process.execPath, [ new URL( '../faults.mjs', import.meta.url ).pathname ], { show: true } );
	}
	const wiki = await readyWiki();
	/** @type {import( './stage.mjs' ).Stage | undefined} */
	let stage;
	try {
		stage = await setStage( wiki );
		const machine = await describeMachine( stage );
		/** @type {import('./figures.mjs').Group[]} */
		const groups = [];
		for ( const [ name, group ] of Object.entries( GROUPS ) ) {
			if ( !wanted.length || wanted.includes( name ) ) {
				process.stderr.write( `${ name } ` );
				const begun = Date.now();
				groups.push( await group( stage ) );
				process.stderr.write( ` ${ Math.round( ( Date.now() - begun ) / 1000 ) } s\n` );
			}
		}
		const minutes = Math.round( ( Date.now() - started ) / 6000 ) / 10;
		const report = { date: new Date().toISOString().slice( 0, 10 ), minutes, machine, groups };
		console.log( json ? JSON.stringify( report, null, '\t' ) : table( report ) );
		if ( !wanted.length && !trial ) {
			await writeFile( PAGE, markdown( report ) );
			await writeFile( README, withFigures( await readFile( README, 'utf8' ), report ) );
		}
		return aboveBudget( groups );
	} finally {
		await stage?.leave();
		await wiki.remove();
	}
}
