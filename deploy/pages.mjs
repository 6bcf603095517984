import { definedIn, definitionIn, namesOf, withDefinitions, withoutDefinitions } from './definitions.mjs';
import { hide, titleOf, withJsonDefinition } from './jsonDefinitions.mjs';
import { hasPastedCopy, withLoader, withoutLoader } from './loader.mjs';

/** The wiki’s own settings for the gadget: made once, so that nothing is missing, and never changed. */
export const DEFAULTS = 'MediaWiki:Gadget-SessionGuard-defaults.js';

const NO_DEFAULTS = `// How SessionGuard behaves on this wiki, for everybody who has not chosen otherwise in its panel.
// Updates of SessionGuard never change this page. To set something, remove the slashes from this line:
// mw.config.set( 'sessionGuard', { ask: 'always', after: 'page', interval: 5, guard: true, requests: true } );
`;

/** The page with a line for each gadget. */
export const DEFINITIONS = 'MediaWiki:Gadgets-definition';

/** Stands on Special:Gadgets, where all parts of the gadget are listed. */
const PART = 'Part of [[Special:Gadgets#gadget-SessionGuard|SessionGuard]], which loads it when it is needed.';

/**
 * What is published, and where.
 *
 * @typedef {Object} Publication
 * @property {Map<string, string>} pages texts by title
 * @property {Map<string, string>} firstTime the same, of pages that are the wiki’s own from then on
 * @property {{ namespace: number, prefix: string }} family where pages that an older version has
 *  published are found
 * @property {( title: string ) => boolean} isOurs whether a page of that family is ours, whoever wrote it
 * @property {Entry[]} entries without them nobody meets the pages; the one that matters most comes last
 */

/** @typedef {{ force?: boolean, textOf: ( title: string ) => string }} EnterOptions */
/** @typedef {( text: string, options: EnterOptions ) => { text: string, off?: string[] }} Enter */

/**
 * A page that makes ours known, and belongs to the wiki as well.
 *
 * @typedef {Object} Entry
 * @property {string} title
 * @property {Enter} enter puts what is ours into its text; `textOf` another entry; `off` are gadgets that somebody has put into a comment
 * @property {( text: string ) => string} leave takes it out again
 * @property {( text: string ) => string} [blank] makes of its text what has the effect of no page, where that is not an empty one
 * @property {( text: string ) => boolean} [isPasted] whether it holds the whole script itself
 */

/**
 * @param {Map<string, string>} files what was built, by name
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {import('./repository.mjs').Repository} [repository] where the wiki has its definitions, for those that
 *  it does not have yet; a page with a line for each, unless told
 * @return {Publication} the gadget, for everybody
 */
export function gadget( files, { languages }, repository ) {
	const definitions = String( files.get( 'gadget-definition.txt' ) );
	const names = namesOf( definitions );
	const [ name, ...parts ] = names;
	const pages = new Map();
	for ( const [ file, text ] of files ) {
		// SessionGuard.user.js and the type declarations are no pages of the gadget.
		if ( /^SessionGuard[-\w]*\.(js|css|json)$/.test( file ) ) {
			pages.set( `MediaWiki:Gadget-${ file }`, text );
		}
	}
	for ( const [ language, text ] of descriptions( JSON.parse( String( files.get( 'descriptions.json' ) ) ), languages ) ) {
		pages.set( `MediaWiki:Gadget-${ name }${ language && `/${ language }` }`, text );
	}
	parts.forEach( ( part ) => pages.set( `MediaWiki:Gadget-${ part }`, PART ) );
	return {
		pages,
		firstTime: new Map( [ [ DEFAULTS, NO_DEFAULTS ] ] ),
		family: { namespace: 8, prefix: 'Gadget-SessionGuard' },
		isOurs: ( title ) => names.includes( title.replace( /^MediaWiki:Gadget-|(-i18n-[\w-]+)?\.(js|css|json)$|\/.*/g, '' ) ),
		entries: [
			...definitions.trim().split( '\n' ).reverse().map( ( line ) => inJson( line, repository === 'json' ) ),
			{
				title: DEFINITIONS,
				enter: ( text, options ) => repository === 'json' && !definedIn( text ).some( ( name ) => names.includes( name ) ) ? { text } : withDefinitions( text, definitions, options ),
				leave: ( text ) => withoutDefinitions( text, definitions )
			}
		]
	};
}

/**
 * Wherever ours stand, they are kept up to date: which of two places the wiki reads is a guess.
 *
 * @param {string} line that defines a gadget of ours
 * @param {boolean} isNew whether the page is to be made where it is not there
 * @return {Entry} the page of JSON that defines it
 */
function inJson( line, isNew ) {
	return {
		title: titleOf( String( namesOf( line )[ 0 ] ) ),
		enter: ( text, { textOf } ) => ( {
			text: text ? withJsonDefinition( text, line ) :
				isNew ? withJsonDefinition( '', definitionIn( textOf( DEFINITIONS ), line ) ) : ''
		} ),
		leave: () => '',
		blank: hide
	};
}

/**
 * @param {Map<string, string>} files what was built, by name
 * @param {import('./wiki.mjs').Connection} wiki
 * @return {Publication} the user script, for whoever is logged in
 */
export function userScript( files, { user, script } ) {
	const page = `User:${ user }/SessionGuard.js`;
	return {
		pages: new Map( [ [ page, String( files.get( 'SessionGuard.user.js' ) ) ] ] ),
		firstTime: new Map(),
		family: { namespace: 2, prefix: `${ user }/SessionGuard.js` },
		isOurs: ( title ) => title === page,
		entries: [ {
			title: `User:${ user }/common.js`,
			enter: ( lines ) => ( { text: withLoader( lines, page, script ) } ),
			leave: ( lines ) => withoutLoader( lines, page ),
			isPasted: hasPastedCopy
		} ]
	};
}

/**
 * The gadget’s line in the preferences. MediaWiki reads the page without a language for the wiki’s
 * own language (a page with that language’s code is never read), and `…/<code>` for the others.
 *
 * @param {Record<string, string>} texts by language
 * @param {string[]} wanted the wiki’s own language, and those that it falls back to
 * @return {[ string, string ][]} language, empty for the wiki’s own, and text
 */
function descriptions( texts, wanted ) {
	const own = [ ...wanted, 'en' ].find( ( language ) => texts[ language ] );
	return own ? [ [ '', String( texts[ own ] ) ], ...Object.entries( texts ).filter( ( [ language ] ) => language !== wanted[ 0 ] ) ] : [];
}
