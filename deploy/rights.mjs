import { isToDo } from './plan.mjs';
import { Trouble } from './trouble.mjs';

/** Grants of Special:BotPasswords, as MediaWiki names them, by the right that they give. */
const GRANTS = new Map( [
	[ 'edit', 'Create, edit, and move pages' ],
	[ 'createpage', 'Create, edit, and move pages' ],
	[ 'editinterface', 'Edit sitewide and user CSS/JS' ],
	[ 'editsitejson', 'Edit sitewide and user CSS/JS' ],
	[ 'editsitecss', 'Edit sitewide and user CSS/JS' ],
	[ 'editsitejs', 'Edit sitewide and user CSS/JS' ],
	[ 'editmyuserjs', 'Edit your user CSS/JSON/JavaScript' ],
	[ 'delete', 'Delete pages, revisions, and log entries' ],
	[ 'createaccount', 'Create accounts' ]
] );

/**
 * @param {import('./plan.mjs').Step[]} steps
 * @return {string[]} the rights that they need
 */
export function rightsFor( steps ) {
	return [ ...new Set( steps.filter( isToDo ).flatMap( rightsForOne ) ) ];
}

/**
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {string[]} needed rights
 * @return {void}
 * @throws {Trouble} where some are missing: which, whose they are, and how to get them
 */
export function requireRights( wiki, needed ) {
	const missing = needed.filter( ( right ) => !wiki.rights.includes( right ) && !( right === 'editmyuserjs' && wiki.rights.includes( 'edituserjs' ) ) );
	if ( missing.length ) {
		throw new Trouble( `You lack rights on ${ wiki.name }, so nothing was edited:\n${ missing.map( ( right ) => `  ${ howToGet( wiki, right ) }` ).join( '\n' ) }` );
	}
}

/**
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {string} right
 * @return {string}
 */
export function howToGet( wiki, right ) {
	const groups = wiki.groupsWith[ right ] ?? [];
	return groups.some( ( group ) => wiki.groups.includes( group ) ) ?
		// The account has it, this login has not.
		`${ right }: give the bot password (or OAuth consumer) the grant “${ GRANTS.get( right ) }” on Special:BotPasswords` :
		`${ right }: ${ wiki.user } is in no group that has this right (${ groups.join( ', ' ) || 'there is none' }). Ask to be added to one; the bot password then needs the grant “${ GRANTS.get( right ) }”, too`;
}

/**
 * @param {import('./plan.mjs').Step} step
 * @return {string[]}
 */
function rightsForOne( { title, action } ) {
	return [
		action === 'delete' ? 'delete' : 'edit',
		...( action === 'create' ? [ 'createpage' ] : [] ),
		...( title.startsWith( 'User:' ) ? action === 'delete' ? [] : [ 'editmyuserjs' ] : [ 'editinterface' ] ),
		// Extension:Gadgets asks for it besides.
		...( /^MediaWiki:Gadgets\/.*\.json$/.test( title ) ? [ 'editsitejs' ] : [] ),
		...( title.startsWith( 'MediaWiki:' ) ? ( /\.(js|css|json)$/.exec( title )?.slice( 1 ) ?? [] ).map( ( type ) => `editsite${ type }` ) : [] )
	];
}
