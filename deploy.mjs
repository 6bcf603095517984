import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DIST } from './build.mjs';
import { HELP, readCredentials, readOptions } from './deploy/options.mjs';
import { gadget, userScript } from './deploy/pages.mjs';
import { carryOut, isToDo, planDeployment, planRemoval } from './deploy/plan.mjs';
import { linesOf, summaryOf, toJson } from './deploy/report.mjs';
import { howToGet, requireRights } from './deploy/rights.mjs';
import { Trouble, command } from './deploy/trouble.mjs';
import { connect } from './deploy/wiki.mjs';

export { logIn } from './deploy/wiki.mjs';

const ROOT = path.dirname( fileURLToPath( import.meta.url ) );

/**
 * What was done, or would be.
 *
 * @typedef {Object} Result
 * @property {import('./deploy/wiki.mjs').Connection} wiki
 * @property {string} version with the commit
 * @property {boolean} dryRun
 * @property {boolean} remove
 * @property {import('./deploy/plan.mjs').Step[]} steps all pages
 * @property {import('./deploy/plan.mjs').Step[]} done those that were edited
 * @property {string[]} notes what should be known besides
 * @property {string} [error] why it ended early
 */

/**
 * Publishes `dist/` and the definition lines on a wiki, through its API, or takes them back. A page
 * that is the same already is not edited; one that was changed on the wiki since the last
 * deployment is left alone.
 *
 * @param {{ url: string, user?: string, password?: string, token?: string, dist?: string, force?: boolean, userSpace?: boolean, remove?: boolean, dryRun?: boolean }} options
 *  `url` of the folder that api.php is in; `user` and `password`: a bot password with the right to
 *  edit the user interface and its scripts, or `token`: an OAuth 2 access token; `dist` for another
 *  folder than `dist/`; `force` overwrites what was changed on the wiki; `userSpace` publishes the
 *  user script of whoever logs in instead; `remove` takes all back; `dryRun` edits nothing
 * @param {{ onPlan?: ( result: Result ) => void, onDone?: ( step: import('./deploy/plan.mjs').Step, result: Result ) => void }} [progress]
 *  called when it is known what is to be done, and after each page
 * @return {Promise<Result>}
 * @throws {Trouble} that says what went wrong, in the wiki’s own words where it refuses
 */
export async function deploy(
	{ dist = DIST, force = false, userSpace = false, remove = false, dryRun = false, ...credentials },
	{ onPlan = () => {}, onDone = () => {} } = {}
) {
	const publicationOf = userSpace ? userScript : gadget;
	const wiki = await connect( credentials );
	const publication = await publicationOf( dist, wiki, !remove );
	const { steps, off } = await ( remove ? planRemoval : planDeployment )( wiki, publication, force );
	/** @type {Result} */
	const result = { wiki, version: await version(), dryRun, remove, steps, done: [], notes: notesOn( wiki, steps, off ) };
	onPlan( result );
	const todo = steps.filter( isToDo );
	if ( !userSpace && !remove && !wiki.gadgets ) {
		throw new Trouble( `${ wiki.name } has no Extension:Gadgets, so nothing was edited. Whoever runs the wiki can install it; as your own user script it works without: npm run deploy -- --user` );
	}
	requireRights( wiki, steps );
	if ( !dryRun ) {
		try {
			await carryOut( wiki, todo, `SessionGuard ${ result.version }`, ( step ) => {
				result.done.push( step );
				onDone( step, result );
			} );
		} catch ( error ) {
			throw error instanceof Trouble ? new Trouble( `${ error.message }\n${ result.done.length } of ${ todo.length } pages were edited before that; the same command carries on from there.` ) : error;
		}
	}
	return result;
}

/**
 * @param {import('./deploy/wiki.mjs').Connection} wiki
 * @param {import('./deploy/plan.mjs').Step[]} steps
 * @param {string[]} off
 * @return {string[]}
 */
function notesOn( wiki, steps, off ) {
	const ofCode = steps.filter( ( { title } ) => /\.(js|css)$/.test( title ) );
	const left = ofCode.filter( ( { action } ) => action === 'leave' ).map( ( { title } ) => title );
	return [
		...( left.length && ofCode.some( isToDo ) ? [ `${ left.join( ', ' ) }: left alone while others change, and they may not fit together. Take the wiki’s change into the source, or use --force.` ] : [] ),
		...off.map( ( name ) => `Somebody has put the line of ${ name } on MediaWiki:Gadgets-definition into a comment, so it stays off. --force adds it again.` ),
		...( steps.some( ( { action } ) => action === 'blank' ) ? [ `You may not delete pages on ${ wiki.name }, so they are blanked, which has the same effect. To have them deleted:\n  ${ howToGet( wiki, 'delete' ) }` ] : [] )
	];
}

/**
 * @return {Promise<string>} version and commit
 */
async function version() {
	const { version: number } = JSON.parse( await readFile( path.join( ROOT, 'package.json' ), 'utf8' ) );
	const commit = await promisify( execFile )( 'git', [ 'describe', '--always', '--dirty', '--exclude=*' ], { cwd: ROOT } ).then(
		( { stdout } ) => stdout.trim(),
		() => ''
	);
	return commit ? `${ number } (${ commit })` : number;
}

/** @return {Promise<void>} */
async function main() {
	const { yes, force, user: userSpace, remove, json, help, dist, insecure } = readOptions();
	if ( help ) {
		console.log( HELP );
		return;
	}
	/** @type {Result | undefined} */
	let result;
	try {
		const credentials = await readCredentials( insecure );
		console.error( `Asking ${ credentials.url } …` );
		result = await deploy( { ...credentials, dist, force, userSpace, remove, dryRun: !yes }, {
			onPlan( plan ) {
				result = plan;
				if ( !json ) {
					console.log( linesOf( plan ) );
				}
			},
			onDone: ( { title }, { done, steps } ) => console.error( `${ String( done.length ).padStart( 3 ) } of ${ steps.filter( isToDo ).length }  ${ title }` )
		} );
		console.log( json ? toJson( result ) : summaryOf( result ) );
	} catch ( error ) {
		if ( json && error instanceof Trouble ) {
			console.log( toJson( result, error.message ) );
		}
		throw error;
	}
}

if ( process.argv[ 1 ] === fileURLToPath( import.meta.url ) ) {
	await command( main );
}
