import { toLines, toText, withLines, withoutLines } from './lines.mjs';

/**
 * The options that go with the code, and are right only as `gadget-definition.txt` has them. All
 * others (`default`, `rights`, `skins`, `hidden` …) are for the wiki to choose.
 */
const OF_THE_CODE = [ 'ResourceLoader', 'dependencies', 'package', 'peers', 'requiresES6', 'type' ];

const COMMENT = /<!--[^]*?-->/g;

/**
 * Brings our own lines of MediaWiki:Gadgets-definition up to date, wherever they stand, adds those
 * that are missing, and changes nothing else. What the wiki’s people added to our options stays. A
 * line that they put into a comment, to switch the gadget off, stays there and is not added again.
 *
 * @param {string} text of the page
 * @param {string} definitions our lines
 * @param {{ force?: boolean }} [options] `force`: what is commented out is added again
 * @return {{ text: string, off: string[] }} the new text, and the gadgets that stay off by a comment
 */
export function withDefinitions( text, definitions, { force = false } = {} ) {
	const off = force ? [] : namesOf( definitions ).filter(
		( name ) => isCommentedOut( text, name ) && !toLines( text ).some( isLineOf( name ) )
	);
	const isOurs = isLineOfAny( definitions );
	let lines = toLines( text );
	for ( const definition of definitions.trim().split( '\n' ) ) {
		const name = String( namesOf( definition )[ 0 ] );
		// Of a gadget that is defined twice, Extension:Gadgets takes the last.
		const valid = lines.findLast( isLineOf( name ) );
		if ( valid ) {
			const updated = { text: upToDate( valid.text, definition ), end: valid.end };
			lines = withoutLines(
				lines.map( ( line ) => line === valid ? updated : line ),
				( line ) => line !== updated && isLineOf( name )( line )
			);
		} else if ( !off.includes( name ) ) {
			// It joins the others, under whatever heading they stand.
			const place = lines.findLastIndex( isOurs );
			lines = withLines( lines, [ definition ], place < 0 ? undefined : place );
		}
	}
	return { text: toText( lines ), off };
}

/**
 * @param {string} text of MediaWiki:Gadgets-definition
 * @param {string} definition one of our lines
 * @return {string} it, with what the wiki’s people added to its options where it stands there
 */
export function definitionIn( text, definition ) {
	const valid = toLines( text ).findLast( isLineOf( String( namesOf( definition )[ 0 ] ) ) );
	return valid ? upToDate( valid.text, definition ) : definition;
}

/**
 * @param {string} text of MediaWiki:Gadgets-definition
 * @return {string[]} the gadgets that its lines define
 */
export function definedIn( text ) {
	return [ ...text.replace( COMMENT, '' ).matchAll( /^\*+ *([a-zA-Z](?:[-_:.\w ]*[a-zA-Z0-9])?)\s*(?:\[.*?\])?\s*\|/gm ) ].map( ( [ , name = '' ] ) => name );
}

/**
 * @param {string} text of MediaWiki:Gadgets-definition
 * @param {string} definitions our lines
 * @return {string} without the lines that define our gadgets; all else is as it was, byte for byte
 */
export function withoutDefinitions( text, definitions ) {
	return toText( withoutLines( toLines( text ), isLineOfAny( definitions ) ) );
}

/**
 * @param {string} definitions
 * @return {string[]} the gadgets that they define
 */
export function namesOf( definitions ) {
	return [ ...definitions.matchAll( /^\*+ *([^[|]+?)\s*[[|]/gm ) ].map( ( [ , name = '' ] ) => name );
}

/**
 * @param {string} name of a gadget
 * @return {( line: { text: string } ) => boolean} whether a line defines it, be it in a broken way
 */
function isLineOf( name ) {
	return ( { text } ) => namesOf( text.replace( COMMENT, '' ) )[ 0 ] === name;
}

/**
 * @param {string} definitions
 * @return {( line: { text: string } ) => boolean} whether a line defines one of their gadgets
 */
function isLineOfAny( definitions ) {
	const names = namesOf( definitions );
	return ( { text } ) => names.includes( String( namesOf( text.replace( COMMENT, '' ) )[ 0 ] ) );
}

/**
 * @param {string} text
 * @param {string} name of a gadget
 * @return {boolean} whether its line stands in a comment
 */
function isCommentedOut( text, name ) {
	return ( text.match( COMMENT ) ?? [] ).some( ( comment ) => toLines( comment.slice( 4, -3 ).trim() ).some( isLineOf( name ) ) );
}

/**
 * @param {string} line that defines our gadget on the wiki
 * @param {string} definition as we have it
 * @return {string} the line itself, where it says the same in its own spelling
 */
function upToDate( line, definition ) {
	const before = parse( line );
	const { name, options: ours, pages } = parse( definition );
	const options = [
		...ours.map( ( option ) => isOfTheCode( option ) ?
			option :
			before.options.find( ( other ) => keyOf( other ) === keyOf( option ) ) ?? option ),
		...before.options.filter( ( option ) => !isOfTheCode( option ) && !ours.some( ( other ) => keyOf( other ) === keyOf( option ) ) )
	];
	const after = { options, pages };
	return sense( before ) === sense( after ) ? line : `${ before.start }${ name }[${ options.join( '|' ) }]${ pages.map( ( page ) => `|${ page }` ).join( '' ) }${ before.comments }`;
}

/**
 * @param {string} line
 * @return {{ start: string, name: string, options: string[], pages: string[], comments: string }} `start`
 *  is what stands before the name, `comments` those that stand behind it
 */
export function parse( line ) {
	const [ , before = '' ] = /^((?:<!--[^]*?-->)*)/.exec( line ) ?? [];
	const [ , stars = '', name = '', bracketed = '', pages = '' ] = /^(\*+ *)([^[|]+?)\s*(?:\[(.*?)\])?\s*(\|.*)?$/s.exec( line.replace( COMMENT, '' ) ) ??
		// Broken: what it says is not taken over.
		/^(\*+ *)([^[|]+?)\s*[[|]/.exec( line.replace( COMMENT, '' ) ) ?? [];
	const comments = line.slice( before.length ).match( COMMENT ) ?? [];
	return {
		start: before + stars,
		name,
		options: parts( bracketed ),
		pages: parts( pages ),
		comments: comments.map( ( comment ) => ` ${ comment }` ).join( '' )
	};
}

/**
 * @param {string} text
 * @return {string[]} what stands between its bars
 */
function parts( text ) {
	return text.split( '|' ).map( ( part ) => part.trim() ).filter( Boolean );
}

/**
 * @param {{ options: string[], pages: string[] }} line
 * @return {string} the same for two lines that mean the same
 */
function sense( { options, pages } ) {
	return JSON.stringify( [ options.map( ( option ) => option.replace( /\s*([=,])\s*/g, '$1' ) ).sort(), pages ] );
}

/**
 * @param {string} option
 * @return {string}
 */
function keyOf( option ) {
	return String( option.split( '=' )[ 0 ] ).trim();
}

/**
 * @param {string} option
 * @return {boolean}
 */
function isOfTheCode( option ) {
	return OF_THE_CODE.includes( keyOf( option ) );
}
