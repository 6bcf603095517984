import { diffOf, inColour } from './diff.mjs';
import { isToDo } from './plan.mjs';

/**
 * What becomes of a page, as it is told: before and after.
 *
 * @type {Record<import('./plan.mjs').Step['action'], [ string, string ]>}
 */
const WORDS = {
	create: [ 'new', 'created' ],
	edit: [ 'change', 'changed' ],
	delete: [ 'delete', 'deleted' ],
	blank: [ 'blank', 'blanked' ],
	leave: [ 'left alone', 'left alone' ],
	same: [ 'same', 'same' ]
};

/**
 * @param {import('../deploy.mjs').Result} result
 * @return {string} what is to be done, page by page, with what would change; for the terminal
 */
export function linesOf( { wiki, version, dryRun, remove, steps, notes } ) {
	const colour = process.stdout.isTTY && !process.env.NO_COLOR;
	const same = steps.filter( ( { action } ) => action === 'same' ).length;
	return [
		`${ remove ? 'Removing' : 'Publishing' } SessionGuard ${ version } on ${ wiki.name } (${ wiki.generator }) as ${ wiki.user }${ dryRun ? ': a dry run, nothing is edited' : '' }`,
		'',
		...steps.filter( ( { action } ) => action !== 'same' ).flatMap( ( step ) => {
			const diff = diffOf( step );
			return [ `${ WORDS[ step.action ][ 0 ].padEnd( 11 ) }${ step.title }${ aboutOf( step ) }`, ...( diff ? [ colour ? inColour( diff ) : diff, '' ] : [] ) ];
		} ),
		...( same ? [ `${ pages( same ) } the same already.` ] : [] ),
		...notes
	].join( '\n' );
}

/**
 * @param {import('../deploy.mjs').Result} result
 * @return {string} what was done, with links; for the terminal
 */
export function summaryOf( result ) {
	const { wiki, version, dryRun, remove, steps, done } = result;
	const left = steps.filter( ( { action } ) => action === 'leave' );
	const todo = steps.filter( isToDo ).length;
	return [
		'',
		...done.map( ( step ) => `${ WORDS[ step.action ][ 1 ].padEnd( 11 ) }${ linkTo( result, step ) }${ step.note ? ` (${ step.note })` : '' }` ),
		...left.map( ( step ) => `left alone ${ linkTo( result, step ) } (${ step.why })` ),
		dryRun ?
			todo ? `${ pages( todo ) } to be edited. To do it: the same command with --yes` : 'Nothing is to be done.' :
			done.length ? `SessionGuard ${ version } was ${ remove ? 'removed from' : 'published on' } ${ wiki.name }: ${ pages( done.length, false ) }.` : 'Nothing was to be done.'
	].join( '\n' );
}

/**
 * @param {import('../deploy.mjs').Result | undefined} result nothing, where it did not come that far
 * @param {string} [error] why it ended early
 * @return {string} the result for machines
 */
export function toJson( result, error ) {
	return JSON.stringify( {
		ok: !error,
		...( error && { error } ),
		...( result && {
			wiki: { name: result.wiki.name, url: result.wiki.url, generator: result.wiki.generator },
			user: result.wiki.user,
			version: result.version,
			dryRun: result.dryRun,
			remove: result.remove,
			notes: result.notes,
			pages: result.steps.map( ( step ) => ( {
				title: step.title,
				action: step.action,
				done: result.done.includes( step ),
				url: linkTo( result, step ),
				...( step.revision && { revision: step.revision } ),
				...( step.why && { why: step.why } ),
				...( step.note && { note: step.note } ),
				...( result.dryRun && diffOf( step ) && { diff: diffOf( step ) } )
			} ) )
		} )
	}, null, '\t' );
}

/**
 * @param {import('./plan.mjs').Step} step
 * @return {string}
 */
function aboutOf( { action, before, after = '', why } ) {
	return action === 'create' ? ` (${ Buffer.byteLength( after ) } bytes)` :
		action === 'delete' || action === 'blank' ? ` (${ Buffer.byteLength( before?.text ?? '' ) } bytes)` :
			why ? `: ${ why }` : '';
}

/**
 * @param {import('../deploy.mjs').Result} result
 * @param {import('./plan.mjs').Step} step
 * @return {string} address of the edit, where one was made, else of the page
 */
function linkTo( { wiki }, { title, action, revision } ) {
	return `${ wiki.home }?${ new URLSearchParams( {
		title: title.replaceAll( ' ', '_' ),
		...( revision && { diff: String( revision ) } ),
		...( action === 'leave' && { action: 'history' } )
	} ) }`.replaceAll( '%3A', ':' ).replaceAll( '%2F', '/' );
}

/**
 * @param {number} count
 * @param {boolean} [verb]
 * @return {string}
 */
function pages( count, verb = true ) {
	return `${ count } ${ count === 1 ? 'page' : 'pages' }${ verb ? count === 1 ? ' is' : ' are' : '' }`;
}
