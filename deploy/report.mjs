import { diffOf, inColour } from './diff.mjs';
import { nameOf } from './manifest.mjs';
import { isToDo } from './plan.mjs';
import { printable } from './printable.mjs';

/** @typedef {import('../deploy.mjs').Result} Result */
/** @typedef {import('./plan.mjs').Step} Step */

/**
 * What becomes of a page: before, and after.
 *
 * @type {Record<Step['action'], [ string, string ]>}
 */
const WORDS = {
	create: [ 'new', 'created' ],
	edit: [ 'change', 'changed' ],
	delete: [ 'delete', 'deleted' ],
	blank: [ 'blank', 'blanked' ],
	leave: [ 'left alone', 'left alone' ],
	own: [ 'left alone', 'left alone' ],
	extra: [ '', '' ],
	same: [ '', '' ]
};

/**
 * The same as a verification says it.
 *
 * @type {Record<Step['action'], string>}
 */
const VERDICTS = { same: '', delete: '', blank: '', create: 'missing', edit: 'differs', leave: 'differs', own: 'not checked', extra: 'unknown' };

/**
 * @param {Result} result
 * @return {string} what is going to happen where; for the terminal
 */
export function headOf( { wiki, origin, deployed, verify, remove, dryRun, notes } ) {
	const name = nameOf( origin );
	const where = `${ wiki.name } (${ wiki.generator })`;
	return [
		verify ? `Comparing ${ where } with SessionGuard ${ name }${ deployed ? `; the wiki says it has ${ deployed.name }` : '' }` :
			remove ? `Removing SessionGuard${ deployed ? ` ${ deployed.name }` : '' } from ${ where } as ${ wiki.user }` :
				`Publishing SessionGuard ${ name }${ deployed && deployed.name !== name ? ` over ${ deployed.name }` : '' } on ${ where } as ${ wiki.user }`,
		...( dryRun && !verify ? [ 'This is a dry run: nothing is edited.' ] : [] ),
		...( deployed?.commit && origin.commit && !origin.commit.startsWith( deployed.commit ) && !remove ?
			[ `What changed in the source: git diff ${ deployed.commit } ${ origin.commit.slice( 0, 10 ) } -- src gadget-definition.txt` ] : [] ),
		...notes
	].join( '\n' );
}

/**
 * @param {Result} result
 * @return {string} what is to be done, or how the wiki differs, page by page and line by line; for the terminal, and printable
 */
export function linesOf( { verify, remove, steps } ) {
	const colour = process.stdout.isTTY && !process.env.NO_COLOR;
	return steps.filter( ( { action } ) => action !== 'same' && ( action !== 'own' || verify || remove ) ).flatMap( ( step ) => {
		// Before it gets its colours.
		const diff = printable( diffOf( step ) );
		const word = verify ? VERDICTS[ step.action ] : WORDS[ step.action ][ 0 ];
		return [ printable( `${ word.padEnd( 11 ) }${ step.title }${ aboutOf( step ) }` ), ...( diff ? [ colour ? inColour( diff ) : diff, '' ] : [] ) ];
	} ).join( '\n' );
}

/**
 * @param {Result} result
 * @param {Step} step that was just done
 * @return {string} for the terminal
 */
export function lineOf( result, step ) {
	const { done, steps } = result;
	return `${ String( done.length ).padStart( 3 ) } of ${ steps.filter( isToDo ).length }  ${ WORDS[ step.action ][ 1 ].padEnd( 9 ) }${ linkTo( result, step ) }${ step.note ? ` (${ step.note })` : '' }`;
}

/**
 * @param {Result} result
 * @return {string} how it ended; for the terminal
 */
export function summaryOf( result ) {
	const { wiki, origin, dryRun, verify, remove, steps, done } = result;
	if ( verify ) {
		return verdictOf( result );
	}
	const name = `SessionGuard ${ nameOf( origin ) }`;
	const todo = steps.filter( isToDo ).length;
	const left = conflictsOf( result );
	const ended = !todo ? remove ? `Nothing to do: ${ wiki.name } has no SessionGuard.` : `Nothing to do: ${ wiki.name } has ${ name }.` :
		dryRun ? `${ pages( todo, 'would be edited' ) }. To do it, run the same command with --yes.` :
			`${ remove ? 'SessionGuard was removed from' : `${ name } was published on` } ${ wiki.name }: ${ pages( done.length, 'edited' ) }.`;
	if ( !left.length ) {
		return ended;
	}
	return [
		...( dryRun ? [] : left.map( ( step ) => `left alone ${ linkTo( result, step ) } (${ step.why })` ) ),
		...( todo ? [ ended ] : [] ),
		`${ pages( left.length, 'was changed on the wiki, so it is left alone', 'were changed on the wiki, so they are left alone' ) }. ${ remove ? 'To remove' : 'To overwrite' } ${ left.length === 1 ? 'it' : 'one of them' }: --force=${ quoted( String( left[ 0 ]?.title ).replaceAll( ' ', '_' ) ) }`
	].join( '\n' );
}

/**
 * @param {Result} result of a verification
 * @return {string}
 */
function verdictOf( result ) {
	const { wiki, origin, steps, deployed } = result;
	const name = `SessionGuard ${ nameOf( origin ) }`;
	const different = conflictsOf( result ).length;
	if ( !different ) {
		return `${ wiki.name } has exactly what ${ name } builds: ${ pages( steps.filter( ( { action } ) => action === 'same' ).length, 'checked' ) }.`;
	}
	return [
		`${ wiki.name } does not have what ${ name } builds: ${ pages( different, 'differs', 'differ' ) }.`,
		...( deployed?.commit && !origin.commit.startsWith( deployed.commit ) ? [ `To compare it with the version that it says it has: git checkout ${ deployed.commit } && npm ci, then the same command.` ] : [] )
	].join( '\n' );
}

/**
 * @param {Result} result
 * @return {Step[]} those because of which the wiki is not as it was asked for
 */
export function conflictsOf( { verify, steps } ) {
	return steps.filter( ( step ) => step.action === 'leave' || verify && ( isToDo( step ) || step.action === 'extra' ) );
}

/**
 * @param {Result | undefined} result nothing, where it did not come that far
 * @param {string} [error] why it ended early
 * @return {string} the result for machines; nothing in it is shortened
 */
export function toJson( result, error ) {
	return JSON.stringify( {
		ok: !error && !( result && conflictsOf( result ).length ),
		...( error && { error } ),
		...( result && {
			wiki: { name: result.wiki.name, url: result.wiki.url, generator: result.wiki.generator },
			user: result.wiki.user,
			version: nameOf( result.origin ),
			deployed: result.deployed?.name ?? null,
			dryRun: result.dryRun,
			remove: result.remove,
			verify: result.verify,
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
 * @param {Step} step
 * @return {string}
 */
function aboutOf( { action, before, after = '', why } ) {
	return action === 'create' ? ` (${ Buffer.byteLength( after ) } bytes)` :
		action === 'delete' || action === 'blank' ? ` (${ Buffer.byteLength( before?.text ?? '' ) } bytes)` :
			action === 'own' ? ': it is the wiki’s own' :
				action === 'extra' ? ': this build has no such page' :
					why ? `: ${ why }` : '';
}

/**
 * @param {Result} result
 * @param {Step} step
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
 * @param {string} title
 * @return {string} as a shell takes it
 */
function quoted( title ) {
	return /^[\w:./-]+$/.test( title ) ? title : `'${ title.replaceAll( '\'', '\'\\\'\'' ) }'`;
}

/**
 * @param {number} count
 * @param {string} what happens to them
 * @param {string} [plural]
 * @return {string}
 */
function pages( count, what, plural = what ) {
	return count === 1 ? `1 page ${ what }` : `${ count } pages ${ plural }`;
}
