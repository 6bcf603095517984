import { parse } from './definitions.mjs';

/**
 * The keys that go with the code, and are right only as `gadget-definition.txt` has them. All other
 * settings (`default`, `rights`, `skins` …) are for the wiki to choose.
 */
const OF_THE_CODE = [ 'package', 'requiresES6' ];

/** Options of a line that are lists. */
const LISTS = [ 'rights', 'skins', 'actions', 'categories', 'contentModels', 'namespaces' ];

/**
 * @param {string} name of a gadget
 * @return {string} of the page that defines it, where `$wgGadgetsRepo` is `json`
 */
export function titleOf( name ) {
	return `MediaWiki:Gadgets/${ name }.json`;
}

/**
 * Brings a gadget's definition up to date, and keeps what the wiki’s people chose.
 *
 * @see GadgetDefinition.schema.json of Extension:Gadgets
 * @param {string} text of the page; empty where there is none
 * @param {string} line that defines the gadget on MediaWiki:Gadgets-definition
 * @return {string} the new text
 */
export function withJsonDefinition( text, line ) {
	const { options, pages } = parse( line );
	const values = new Map( options.map( ( option ) => {
		const [ key = '', value ] = option.split( '=' );
		return [ key, value ];
	} ) );
	const list = ( /** @type {string} */ key ) => values.get( key )?.split( ',' ).map( ( value ) => value.trim() ) ?? [];
	const theirs = isHidden( text ) ? {} : read( text ).settings;
	const ofTheLine = [
		...[ 'default', 'hidden', 'supportsUrlLoad', ...OF_THE_CODE ].filter( ( key ) => values.has( key ) ).map( ( key ) => [ key, true ] ),
		...LISTS.filter( ( key ) => values.has( key ) ).map( ( key ) => [ key, key === 'namespaces' ? list( key ).map( Number ) : list( key ) ] )
	];
	return toText( {
		settings: Object.fromEntries( [ ...ofTheLine, ...Object.entries( theirs ).filter( ( [ key ] ) => !OF_THE_CODE.includes( key ) ) ] ),
		module: { pages, dependencies: list( 'dependencies' ), peers: list( 'peers' ), type: values.get( 'type' ) ?? '' }
	} );
}

/**
 * Takes a definition away where its page cannot be deleted: it has no pages then, and nobody is offered it.
 *
 * @param {string} text
 * @return {string} the same where that was done before
 */
export function hide( text ) {
	return isHidden( text ) ? text : toText( { settings: { hidden: true }, module: { pages: [] } } );
}

/**
 * @param {string} text of a definition
 * @return {boolean} whether it was taken away
 */
function isHidden( text ) {
	const { settings, module } = read( text );
	return settings.hidden === true && Array.isArray( module.pages ) && !module.pages.length;
}

/**
 * @param {string} text of a definition
 * @return {{ settings: Record<string, unknown>, module: Record<string, unknown> }} empty where it is not valid, which the
 *  wiki does not let happen
 */
function read( text ) {
	try {
		const { settings, module } = JSON.parse( text );
		return { settings: { ...settings }, module: { ...module } };
	} catch {
		return { settings: {}, module: {} };
	}
}

/**
 * @param {unknown} definition
 * @return {string} as the wiki itself sets it
 */
function toText( definition ) {
	return JSON.stringify( definition, null, '\t' );
}
