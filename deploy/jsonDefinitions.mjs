import { parse } from './definitions.mjs';

/**
 * The keys that go with the code, and are right only as `gadget-definition.txt` has them. All other
 * settings (`default`, `rights`, `skins` …) are for the wiki to choose.
 */
const OF_THE_CODE = [ 'package', 'requiresES6' ];

/** A definition without pages, which nobody is offered. */
export const HIDDEN = toText( { settings: { hidden: true }, module: { pages: [] } } );

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
	const list = ( /** @type {string} */ key ) => values.get( key )?.split( ',' ) ?? [];
	const theirs = Object.entries( settingsIn( text ) ).filter( ( [ key ] ) => !OF_THE_CODE.includes( key ) );
	return toText( {
		settings: {
			...( values.has( 'hidden' ) && { hidden: true } ),
			...Object.fromEntries( theirs ),
			...Object.fromEntries( OF_THE_CODE.filter( ( key ) => values.has( key ) ).map( ( key ) => [ key, true ] ) )
		},
		module: { pages, dependencies: list( 'dependencies' ), peers: list( 'peers' ), type: values.get( 'type' ) ?? '' }
	} );
}

/**
 * @param {string} text of a definition
 * @return {Record<string, unknown>} its settings; none where it is not valid, which the wiki does not let happen
 */
function settingsIn( text ) {
	try {
		return { ...JSON.parse( text ).settings };
	} catch {
		return {};
	}
}

/**
 * @param {unknown} definition
 * @return {string} as the wiki itself sets it
 */
function toText( definition ) {
	return JSON.stringify( definition, null, '\t' );
}
