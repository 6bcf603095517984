/** Where core's Edit Recovery keeps them, in a database of the wiki's. */
const STORE = 'unsaved-page-data';

/** A database that another tab is about to change is not waited for any longer, in ms. */
const PATIENCE = 1000;

/**
 * Opens the database of core's Edit Recovery.
 *
 * @return rejects if there is none
 * @see resources/src/mediawiki.editRecovery/storage.js in MediaWiki
 */
function openDatabase(): Promise<IDBDatabase> {
	return new Promise( ( resolve, reject ) => {
		const opening = indexedDB.open( `${ mw.config.get( 'wgDBname' ) }_editRecovery` );
		// It was not there, and shall not be because of us.
		opening.onupgradeneeded = () => ( opening.transaction as IDBTransaction ).abort();
		opening.onsuccess = () => resolve( opening.result );
		opening.onerror = reject;
		setTimeout( reject, PATIENCE );
	} );
}

/**
 * @return resolves to how many drafts of edits core's Edit Recovery keeps in this browser, whoever
 *  wrote them: it would offer them to anybody who comes next
 */
export function countDrafts(): Promise<number> {
	return openDatabase().then( ( db ) => new Promise<number>( ( resolve, reject ) => {
		const request = db.transaction( STORE, 'readonly' ).objectStore( STORE ).count();
		request.onsuccess = () => resolve( request.result );
		request.onerror = reject;
		// When that is done.
		db.close();
	} ) ).catch( () => 0 );
}

/**
 * Deletes them; and once more when the page is left: Edit Recovery keeps what is on it just before.
 *
 * @return resolves when they are deleted, or cannot be
 */
export function deleteDrafts(): Promise<void> {
	return openDatabase().then( ( db ) => new Promise<void>( ( resolve, reject ) => {
		const clear = (): IDBRequest => db.transaction( STORE, 'readwrite' ).objectStore( STORE ).clear();
		[ 'beforeunload', 'blur', 'pagehide' ].forEach( ( type ) => window.addEventListener( type, clear, { once: true } ) );
		const request = clear();
		request.onsuccess = () => resolve();
		request.onerror = reject;
	} ) ).catch( () => {} );
}
