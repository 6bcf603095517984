import { fileURLToPath } from 'node:url';
import { DIST, build } from './build.mjs';
import { namesOf } from './deploy/definitions.mjs';
import { readBuild } from './deploy/manifest.mjs';
import { readCredentials, readOptions } from './deploy/options.mjs';
import { gadget, userScript } from './deploy/pages.mjs';
import { carryOut, isToDo, planDeployment, planRemoval, planVerification } from './deploy/plan.mjs';
import { printable } from './deploy/printable.mjs';
import { conflictsOf, headOf, lineOf, linesOf, summaryOf, toJson } from './deploy/report.mjs';
import { comesIntoEffect, repositoryOf } from './deploy/repository.mjs';
import { howToGet, requireRights, rightsFor } from './deploy/rights.mjs';
import { newestOf, writeSummary } from './deploy/summary.mjs';
import { Trouble, command } from './deploy/trouble.mjs';
import { connect } from './deploy/wiki.mjs';

export { logIn } from './deploy/wiki.mjs';

/** Exit status where pages were left alone because somebody has changed them on the wiki, or differ from what was built. */
const CONFLICT = 2;

/**
 * What was done, or would be.
 *
 * @typedef {Object} Result
 * @property {import('./deploy/wiki.mjs').Connection} wiki
 * @property {import('./deploy/manifest.mjs').Origin} origin of what is published
 * @property {{ name: string, commit: string } | undefined} deployed version and commit that the wiki had
 * @property {boolean} dryRun
 * @property {boolean} remove
 * @property {boolean} verify
 * @property {import('./deploy/plan.mjs').Step[]} steps all pages
 * @property {import('./deploy/plan.mjs').Step[]} done those that were edited
 * @property {string[]} notes what else is worth knowing
 */

/**
 * Publishes what was built on a wiki, through its API, or takes it back. A page that is the same already
 * is not edited; one that was changed on the wiki since the last deployment is left alone.
 *
 * @param {{
 *  url: string, user?: string, password?: string, token?: string, dist?: string, force?: boolean | string[],
 *  userSpace?: boolean, remove?: boolean, verify?: boolean, dryRun?: boolean
 * }} options
 *  `url` of the folder that api.php is in; `user` and `password`: a bot password with the right to
 *  edit the user interface and its scripts, or `token`: an OAuth 2 access token; `dist`: the folder of
 *  the build, `dist/` unless told; `force` overwrites what was changed on the wiki, all of it or just the
 *  pages with these titles; `userSpace` publishes the user script of whoever logs in instead; `remove` takes
 *  everything back; `verify` compares, and needs no login; `dryRun` edits nothing
 * @param {{ onPlan?: ( result: Result ) => void, onDone?: ( step: import('./deploy/plan.mjs').Step, result: Result ) => void }} [progress]
 *  called when it is known what is to be done, and after each page
 * @return {Promise<Result>}
 * @throws {Trouble} that says what went wrong, in the wiki’s own words where it refuses
 */
export async function deploy(
	{ dist = DIST, force = false, userSpace = false, remove = false, verify = false, dryRun = verify, ...credentials },
	{ onPlan = () => {}, onDone = () => {} } = {}
) {
	const { origin, files } = await readBuild( dist );
	const wiki = await connect( credentials );
	const names = namesOf( String( files.get( 'gadget-definition.txt' ) ) );
	const repository = userSpace || !wiki.gadgets ? undefined : await repositoryOf( wiki.bot, names );
	const publication = userSpace ? userScript( files, wiki ) : gadget( files, wiki, repository );
	const { steps, off } = await ( remove ? planRemoval : verify ? planVerification : planDeployment )(
		wiki, publication, ( title ) => force === true || force !== false && force.includes( title )
	);
	const notes = notesOn( wiki, publication, steps, off );
	/** @type {Result} */
	const result = { wiki, origin, deployed: newestOf( steps ), dryRun, remove, verify, steps, done: [], notes };
	requireTitles( force, result );
	onPlan( result );
	if ( !userSpace && !remove && !wiki.gadgets ) {
		throw new Trouble( `${ wiki.name } has no Extension:Gadgets, so nothing was edited. Whoever runs the wiki can install it. Your own user script works without it: npm run deploy -- --user` );
	}
	if ( !verify ) {
		requireRights( wiki, rightsFor( steps ) );
	}
	if ( !dryRun ) {
		const todo = steps.filter( isToDo );
		try {
			await carryOut( wiki, todo, ( step ) => writeSummary( origin, step, remove ), ( step ) => {
				result.done.push( step );
				onDone( step, result );
			} );
		} catch ( error ) {
			throw error instanceof Trouble ? new Trouble( `${ error.message }\n${ result.done.length } of ${ todo.length } pages were edited before that. The same command carries on from there.` ) : error;
		}
		const isEntered = repository && result.done.some( ( { title } ) => publication.entries.some( ( entry ) => entry.title === title ) );
		if ( isEntered && !remove && !off.length && !await comesIntoEffect( wiki.bot, String( names[ 0 ] ) ) ) {
			throw new Trouble( `${ wiki.name } does not have SessionGuard among its gadgets, although all pages are there. If this wiki defines its gadgets in JSON pages, which could not be known before, run the same command again: it will then write those.` );
		}
	}
	return result;
}

/**
 * @param {boolean | string[]} force
 * @param {Result} result
 * @return {void}
 * @throws {Trouble} for a page that is none of those
 */
function requireTitles( force, { wiki, steps } ) {
	const unknown = Array.isArray( force ) && force.find( ( title ) => !steps.some( ( step ) => step.title === title ) );
	if ( unknown ) {
		throw new Trouble( `--force=${ unknown } is none of the pages that SessionGuard has on ${ wiki.name }, so nothing was edited. Write it as the dry run does, like MediaWiki:Gadget-SessionGuard.js` );
	}
}

/**
 * @param {import('./deploy/wiki.mjs').Connection} wiki
 * @param {import('./deploy/pages.mjs').Publication} publication
 * @param {import('./deploy/plan.mjs').Step[]} steps
 * @param {import('./deploy/plan.mjs').Off[]} off
 * @return {string[]}
 */
function notesOn( wiki, { entries }, steps, off ) {
	const ofCode = steps.filter( ( { title } ) => /\.(js|css)$/.test( title ) );
	const left = ofCode.filter( ( { action } ) => action === 'leave' ).map( ( { title } ) => title );
	const pasted = entries.filter( ( { title, isPasted } ) => isPasted?.( steps.find( ( step ) => step.title === title )?.before?.text ?? '' ) );
	return [
		...( left.length && ofCode.some( ( { action } ) => action === 'create' || action === 'edit' ) ? [ `${ left.join( ', ' ) }: left alone while other pages change, so they may not fit together. Take the wiki’s change into the source, or overwrite it with --force=TITLE.` ] : [] ),
		...off.map( ( { name, title } ) => `Somebody has put the line of ${ name } on ${ title } into a comment, so it stays off. --force=${ title } adds it again.` ),
		...pasted.map( ( { title } ) => `${ title } holds a pasted copy of SessionGuard. Take it out by hand: it is not touched here.` ),
		...( steps.some( ( { action } ) => action === 'blank' ) ? [ `You may not delete pages on ${ wiki.name }, so they are blanked (or, where they define a gadget, hidden), which has the same effect for everybody. To have them deleted:\n  ${ howToGet( wiki, 'delete' ) }` ] : [] )
	];
}

/**
 * @param {import('./deploy/manifest.mjs').Origin} origin
 * @return {void}
 * @throws {Trouble} where nobody could tell afterwards from what the pages were built
 */
function requireCommit( { commit, changed } ) {
	if ( !commit ) {
		throw new Trouble( 'This folder is not a git checkout, so nobody could tell from which source the pages were built. Clone the repository, or publish all the same with --allow-dirty.' );
	}
	if ( changed.length ) {
		throw new Trouble( `These files are not as in commit ${ commit.slice( 0, 10 ) }, so nobody could tell from what the pages were built: ${ changed.join( ', ' ) }. Commit or stash them, or publish all the same with --allow-dirty.` );
	}
}

/** @return {Promise<void>} */
async function main() {
	/** @type {Result | undefined} */
	let result;
	const json = process.argv.includes( '--json' );
	try {
		const options = readOptions();
		if ( !options ) {
			return;
		}
		const { yes, force, user: userSpace, remove, verify, allowDirty, insecure, dist = DIST } = options;
		if ( !options.dist ) {
			await build();
		}
		if ( !allowDirty && !remove ) {
			requireCommit( ( await readBuild( dist ) ).origin );
		}
		const credentials = await readCredentials( { insecure, anybody: verify && !userSpace } );
		console.error( `Asking ${ credentials.url } …` );
		result = await deploy( { ...credentials, dist, force, userSpace, remove, verify, dryRun: !yes }, {
			onPlan( plan ) {
				result = plan;
				if ( !json ) {
					console.log( [ printable( headOf( plan ) ), '', ...( plan.dryRun ? [ linesOf( plan ) ].filter( Boolean ) : [] ) ].join( '\n' ) );
				}
			},
			onDone: ( step, plan ) => ( json ? console.error : console.log )( printable( lineOf( plan, step ) ) )
		} );
		console.log( printable( json ? toJson( result ) : summaryOf( result ) ) );
		if ( conflictsOf( result ).length ) {
			process.exitCode = CONFLICT;
		}
	} catch ( error ) {
		if ( json ) {
			console.log( printable( toJson( result, error instanceof Error ? error.message : String( error ) ) ) );
		}
		throw error;
	}
}

if ( process.argv[ 1 ] === fileURLToPath( import.meta.url ) ) {
	await command( main );
}
