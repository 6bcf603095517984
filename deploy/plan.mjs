import { withoutBanner } from './manifest.mjs';
import { DEFAULTS } from './pages.mjs';
import { readSummary } from './summary.mjs';
import { edit, erase, listPages, readHistory, readPages } from './wiki.mjs';

/**
 * What becomes of a page.
 *
 * @typedef {Object} Step
 * @property {string} title
 * @property {'create' | 'edit' | 'delete' | 'blank' | 'same' | 'leave' | 'own' | 'extra'} action `leave`: somebody
 *  has changed it on the wiki, so it stays; `own`: it is the wiki’s own; `extra`: this build has no such page
 * @property {import('./wiki.mjs').Page} [before] the page as it stands
 * @property {string} [after] the text that we would write
 * @property {string} [why] it is left alone
 * @property {string} [over] who has made the change that is overwritten
 * @property {number} [revision] that was made
 * @property {string} [note] what should be looked at
 */

/**
 * A gadget that somebody has put into a comment on the page that defines it.
 *
 * @typedef {{ name: string, title: string }} Off
 */

/**
 * @param {Step} step
 * @return {boolean} whether the page is to be edited
 */
export function isToDo( { action } ) {
	return [ 'create', 'edit', 'delete', 'blank' ].includes( action );
}

/**
 * What is to be done so that the wiki has what was built: the pages first, and what makes them
 * known last. Stopped at any point, the wiki never shows half a gadget for the first time.
 *
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {import('./pages.mjs').Publication} publication
 * @param {( title: string ) => boolean} isForced whether to overwrite what was changed there on the wiki
 * @return {Promise<{ steps: Step[], off: Off[] }>}
 */
export async function planDeployment( { bot }, { pages, firstTime, entries }, isForced ) {
	const existing = await readPages( bot, [ ...pages.keys(), ...firstTime.keys(), ...entries.map( ( { title } ) => title ) ] );
	/** @type {Step[]} */
	const steps = [];
	for ( const [ title, after ] of pages ) {
		const before = existing.get( title );
		const why = before && !isSame( title, before.text, after ) && await changedSince( bot, title, before );
		steps.push( !why ? write( title, before, after ) :
			isForced( title ) ? { ...write( title, before, after ), over: before.author } :
				{ title, action: 'leave', before, after, why } );
	}
	for ( const [ title, after ] of firstTime ) {
		const before = existing.get( title );
		steps.push( before && !isSame( title, before.text, after ) ? { title, action: 'own', before } : write( title, before, after ) );
	}
	/** @type {Off[]} */
	const offs = [];
	for ( const { title, enter } of entries ) {
		const before = existing.get( title );
		const { text, off = [] } = enter( before?.text ?? '', { force: isForced( title ), textOf: ( other ) => existing.get( other )?.text ?? '' } );
		if ( before || text ) {
			steps.push( write( title, before, text ) );
		}
		offs.push( ...off.map( ( name ) => ( { name, title } ) ) );
	}
	return { steps, off: offs };
}

/**
 * How the wiki compares with what was built.
 *
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {import('./pages.mjs').Publication} publication
 * @return {Promise<{ steps: Step[], off: Off[] }>} what a deployment would do, and the pages of ours
 *  that this build does not have
 */
export async function planVerification( wiki, publication ) {
	const { steps, off } = await planDeployment( wiki, publication, () => false );
	const known = steps.map( ( { title } ) => title );
	const found = await listPages( wiki.bot, publication.family );
	return { off, steps: [ ...steps, ...found.filter( ( title ) => !known.includes( title ) ).map( ( title ) => ( { title, action: /** @type {const} */ ( 'extra' ) } ) ) ] };
}

/**
 * What is to be done to take it all back: what makes the pages known first. Pages can be
 * deleted only by those who may; for others they are blanked.
 *
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {import('./pages.mjs').Publication} publication
 * @param {( title: string ) => boolean} isForced whether to take away what was changed there on the wiki, too
 * @return {Promise<{ steps: Step[], off: Off[] }>}
 */
export async function planRemoval( { bot, rights }, { family, isOurs, entries }, isForced ) {
	const found = await listPages( bot, family );
	const existing = await readPages( bot, [ ...found, ...entries.map( ( { title } ) => title ) ] );
	const mayDelete = rights.includes( 'delete' );
	/** @type {Step[]} */
	const steps = [];
	for ( const { title, leave, blank } of [ ...entries ].reverse() ) {
		const before = existing.get( title );
		if ( before ) {
			const after = leave( before.text );
			steps.push( after || after === before.text ? write( title, before, after ) : takeAway( title, before, mayDelete, blank ) );
		}
	}
	for ( const title of found ) {
		const page = existing.get( title );
		if ( !page ) {
			continue;
		}
		const why = await changedSince( bot, title, page );
		if ( !why || isForced( title ) && isOurs( title ) ) {
			steps.push( takeAway( title, page, mayDelete ) );
		} else if ( title === DEFAULTS ) {
			steps.push( { title, action: 'own', before: page } );
		} else if ( why !== NEVER || isOurs( title ) ) {
			steps.push( { title, action: 'leave', before: page, why } );
		}
	}
	return { steps, off: [] };
}

/**
 * Does what is to be done, one page after the other.
 *
 * @param {import('./wiki.mjs').Connection} wiki
 * @param {Step[]} steps
 * @param {( step: Step ) => Promise<string>} summaryOf
 * @param {( step: Step ) => void} onDone called after each page that was edited
 * @return {Promise<void>}
 * @throws {import('./trouble.mjs').Trouble} at the first that does not work; those before it are done
 */
export async function carryOut( { bot, rights }, steps, summaryOf, onDone ) {
	for ( const step of steps ) {
		const { title, action, before, after } = step;
		const summary = await summaryOf( step );
		if ( action === 'delete' ) {
			await erase( bot, title, summary );
		} else {
			const { revision, over } = await edit( bot, title, String( after ), summary, before, rights.includes( 'bot' ) );
			Object.assign( step, revision && { revision } );
			if ( before && over && over !== before.revision ) {
				step.note = 'somebody else edited it at the same moment, and the wiki merged both';
			}
		}
		onDone( step );
	}
}

const NEVER = 'no deployment has ever written it';

/**
 * Whether somebody has changed a page since we last published it. The wiki itself knows, so it
 * does not matter from where that was: a deployment’s edits are told by their summary. Where the
 * latest edit is another’s (a change, but also a change and its revert, or a protection), the text
 * decides: the same as after the last deployment’s edit is unchanged.
 *
 * @param {import('mwn').Mwn} bot
 * @param {string} title
 * @param {import('./wiki.mjs').Page} page
 * @return {Promise<string>} why it counts as changed; empty where it does not
 */
async function changedSince( bot, title, { comment, author, timestamp } ) {
	if ( readSummary( comment ) ) {
		return '';
	}
	const history = await readHistory( bot, title );
	const ours = history.find( ( { comment: text = '' } ) => readSummary( text ) );
	if ( !ours ) {
		return NEVER;
	}
	return ours.sha1 && ours.sha1 === history[ 0 ]?.sha1 ? '' : `${ author || 'somebody' } changed it on ${ timestamp.slice( 0, 10 ) }`;
}

/**
 * @param {string} title
 * @param {import('./wiki.mjs').Page | undefined} before
 * @param {string} after
 * @return {Step}
 */
function write( title, before, after ) {
	if ( !before ) {
		return { title, action: after ? 'create' : 'same', after };
	}
	return { title, action: isSame( title, before.text, after ) ? 'same' : 'edit', before, after };
}

/**
 * @param {string} title
 * @param {import('./wiki.mjs').Page} before
 * @param {boolean} mayDelete
 * @param {( text: string ) => string} [blank] what stands there where it cannot be deleted; a page of JSON cannot be empty
 * @return {Step}
 */
function takeAway( title, before, mayDelete, blank = () => title.endsWith( '.json' ) ? '{}' : '' ) {
	const after = blank( before.text );
	return mayDelete ? { title, action: 'delete', before } : { title, action: isSame( title, before.text, after ) ? 'same' : 'blank', before, after };
}

/**
 * @param {string} title
 * @param {string} a
 * @param {string} b
 * @return {boolean} whether the wiki would keep them as the same text: it knows one kind of line
 *  break, none at the end, and sets JSON in its own way, in which the order of keys says nothing. The banner does not count: a commit that
 *  leaves the code of a page as it is changes nothing on the wiki
 */
function isSame( title, a, b ) {
	const [ one, other ] = [ a, b ].map( ( text ) => {
		try {
			return title.endsWith( '.json' ) ? JSON.stringify( sorted( JSON.parse( text ) ) ) : kept( text );
		} catch {
			return kept( text );
		}
	} );
	return one === other;
}

/**
 * @param {unknown} value
 * @return {unknown} the same, with the keys of all objects in their order
 */
function sorted( value ) {
	if ( Array.isArray( value ) || typeof value !== 'object' || !value ) {
		return value;
	}
	return Object.fromEntries( Object.entries( value ).sort().map( ( [ key, inner ] ) => [ key, sorted( inner ) ] ) );
}

/**
 * @param {string} text
 * @return {string} as the wiki keeps it
 */
function kept( text ) {
	return withoutBanner( text.replace( /\r\n?/g, '\n' ) ).trimEnd();
}
