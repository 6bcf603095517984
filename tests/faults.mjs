import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireBrowser } from './browser.mjs';
import { installPackages } from './install.mjs';
import { runPlaywright } from './playwright.mjs';
import { readArguments } from '../deploy/arguments.mjs';
import { Trouble, command } from '../deploy/trouble.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '..' );
const RESULTS = path.join( ROOT, '.cache/faults.jsonl' );
const TABLE = path.join( ROOT, 'docs/faults.md' );

/**
 * What became of one writer's text: a line of the file that faults.spec.ts writes.
 *
 * @typedef {Object} Outcome
 * @property {number} index of the situation
 * @property {string} name of the situation
 * @property {'saved' | 'held' | 'refused'} expected
 * @property {'on' | 'off'} gadget
 * @property {string | null} first who is the author after the first Save; null: not saved
 * @property {string | null} second after the second
 * @property {boolean} own whether that is who has written it
 * @property {boolean} kept whether the text was still on the page where the first Save did not save
 */

/** What the test of each expectation has seen, when it passed. @type {Record<Outcome['expected'], string>} */
const WITH_GADGET = {
	saved: 'saved at the first Save',
	held: 'Save held, with the reason; saved by itself as Alice once she was logged in again or the wiki was back',
	refused: 'refused by the wiki, text kept; saved once it was allowed'
};

/**
 * What became of what was done at one door, after one loss of the session: a line of doors.spec.ts.
 *
 * @typedef {Object} Passage
 * @property {number} door
 * @property {string} name of the door
 * @property {string} loss
 * @property {'on' | 'off'} gadget
 * @property {( string | null )[]} authors after each press; null: not done
 */

const DOORS = [
	'',
	'## Every door',
	'',
	'Alice comes to a door, her session is lost, and she presses: the last button of a form, or whatever lets a script write. With SessionGuard, it waits while nobody, or Bob, is logged in, and is done by itself, as',
	'Alice, when she is logged in again; a stale token is renewed without a word. One press, always. With MediaWiki alone, she presses twice if the first press does nothing:',
	''
];

const HEAD = [
	'# The fault matrix',
	'',
	'Alice writes on a real MediaWiki 1.43, something happens, she presses Save: and once more, if that did not save. Made by',
	'`npm run faults`; `npm test` runs the middle column, which also looks for unhandled errors (none) and for the page’s recovery.',
	'',
	'| What happens | With SessionGuard | MediaWiki alone |',
	'| --- | --- | --- |'
];

/**
 * @param {Outcome} outcome
 * @return {string}
 */
function alone( { first, second, own, kept } ) {
	if ( first ) {
		return 'saved at the first Save';
	}
	const text = kept ? 'text kept' : 'text not on the page';
	if ( !second ) {
		return `not saved, ${ text }`;
	}
	return own ? `first Save fails, ${ text }; saved at the second` : `first Save fails, ${ text }; the second **publishes it under ${ second }**`;
}

const HELP = `npm run faults

Lives through every situation of the fault matrix (tests/e2e/situations.ts), with the gadget and
without, and writes docs/faults.md.

  -h, --help   this text`;

/**
 * @param {Passage | undefined} passage
 * @return {string}
 */
function inWords( passage ) {
	const presses = passage?.authors.length;
	const author = passage?.authors.find( Boolean );
	return !passage ? 'not known' : !author ? 'not done' : `${ author === 'Alice' ? author : `**${ author }**` }, ${ presses === 1 ? 'one press' : 'two presses' }`;
}

/**
 * @param {Passage[]} passages
 * @return {string[]} the lines of a table
 */
function doorsTable( passages ) {
	const losses = [ ...new Set( passages.map( ( { loss } ) => loss ) ) ];
	const doors = [ ...new Map( passages.map( ( { door, name } ) => [ door, name ] ) ) ].sort( ( [ a ], [ b ] ) => a - b );
	return [
		`| Door | With SessionGuard | ${ losses.map( ( loss ) => `Alone: ${ loss }` ).join( ' | ' ) } |`,
		`| --- | --- |${ ' --- |'.repeat( losses.length ) }`,
		...doors.map( ( [ index, name ] ) => {
			const own = passages.filter( ( { door } ) => door === index );
			const ours = losses.filter( ( loss ) => own.some( ( passage ) => passage.gadget === 'on' && passage.loss === loss ) );
			return `| ${ name } | ${ ours.length === losses.length ? 'Alice, one press, every time' : '**failed**' } | ${ losses.map( ( loss ) => inWords( own.find( ( passage ) => passage.gadget === 'off' && passage.loss === loss ) ) ).join( ' | ' ) } |`;
		} )
	];
}

await command( async () => {
	if ( !readArguments( HELP, {} ) ) {
		return;
	}
	await installPackages();
	await requireBrowser();
	await rm( RESULTS, { force: true } );
	const passed = await runPlaywright( [ '--reporter', 'list', 'faults', 'doors' ], { SESSION_GUARD_FAULTS: RESULTS } );
	const lines = ( await readFile( RESULTS, 'utf8' ).catch( () => '' ) ).split( '\n' ).filter( Boolean );
	const results = lines.map( ( line ) => JSON.parse( line ) );
	/** @type {Outcome[]} */
	const outcomes = results.filter( ( { door } ) => door === undefined );
	const doors = doorsTable( results.filter( ( { door } ) => door !== undefined ) );
	const indices = [ ...new Set( outcomes.map( ( { index } ) => index ) ) ].sort( ( a, b ) => a - b );
	const rows = indices.map( ( index ) => {
		const [ on, off ] = [ 'on', 'off' ].map( ( gadget ) => outcomes.find( ( outcome ) => outcome.index === index && outcome.gadget === gadget ) );
		return `| ${ ( on ?? off )?.name } | ${ on ? WITH_GADGET[ on.expected ] : '**failed**' } | ${ off ? alone( off ) : 'not known' } |`;
	} );
	await writeFile( TABLE, [ ...HEAD, ...rows, ...DOORS, ...doors, '' ].join( '\n' ) );
	console.log( [ ...rows, ...doors ].join( '\n' ) );
	if ( !passed ) {
		throw new Trouble( 'Some situation did not end as it should: see above.' );
	}
} );
