import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nameOf } from './manifest.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '..' );

/** MediaWiki keeps 500 characters of a summary. */
const LONGEST = 400;

const REMOVED = ': removed';

const SUMMARY = /^SessionGuard (\d+\.\d+\.\d+[^\s:]*(?: \(([0-9a-f]{7,40})(?:-dirty)?\))?)(?:$|: )/;

/**
 * Every edit of a deployment says in its summary what was published. So the wiki itself knows what it
 * has, wherever that was published from.
 *
 * @param {string} comment of a revision
 * @return {{ name: string, commit: string } | undefined} version and commit, the commit by itself if it
 *  is known; nothing where the edit is no deployment’s
 */
export function readSummary( comment ) {
	const [ , name, commit = '' ] = SUMMARY.exec( comment ) ?? [];
	return name === undefined ? undefined : { name, commit };
}

/**
 * @param {import('./plan.mjs').Step[]} steps
 * @return {{ name: string, commit: string } | undefined} what the wiki has: version and commit of the latest deployment
 */
export function newestOf( steps ) {
	const pages = steps.flatMap( ( { before } ) => (
		before && readSummary( before.comment ) && !before.comment.endsWith( REMOVED ) ? [ before ] : []
	) );
	const newest = pages.sort( ( a, b ) => b.revision - a.revision )[ 0 ];
	return newest && readSummary( newest.comment );
}

/**
 * @param {import('./manifest.mjs').Origin} origin of what is published
 * @param {import('./plan.mjs').Step} step
 * @param {boolean} remove whether everything is taken back
 * @return {Promise<string>} the summary of the edit: version, commit, and what has changed since what the
 *  page has now
 */
export async function writeSummary( origin, { before, over }, remove ) {
	const summary = `SessionGuard ${ nameOf( origin ) }`;
	if ( remove ) {
		return summary + REMOVED;
	}
	const old = readSummary( before?.comment ?? '' );
	if ( over ) {
		return `${ summary }: overwrites a change by ${ over }`;
	}
	if ( !old ) {
		return summary;
	}
	const [ added, undone ] = old.commit && origin.commit ? [ await subjects( old.commit, origin.commit ), await subjects( origin.commit, old.commit ) ] : [ '', '' ];
	const all = `${ summary }: ${ undone ? 'back' : 'update' } from ${ old.name }${ undone && `, without: ${ undone }` }${ added && `, with: ${ added }` }`;
	return all.length > LONGEST ? `${ all.slice( 0, LONGEST ) }…` : all;
}

/** @type {Map<string, Promise<string>>} */
const known = new Map();

/**
 * @param {string} from a commit
 * @param {string} to another
 * @return {Promise<string>} the first lines of the commits of the source between them, the newest first;
 *  empty where this checkout does not know both
 */
function subjects( from, to ) {
	const range = `${ from }..${ to }`;
	const found = known.get( range ) ?? promisify( execFile )( 'git', [ 'log', '--format=%s', range, '--', 'src', 'gadget-definition.txt', 'package.json' ], { cwd: ROOT } ).then(
		( { stdout } ) => stdout.trim().split( '\n' ).filter( Boolean ).join( '; ' ),
		() => ''
	);
	known.set( range, found );
	return found;
}
