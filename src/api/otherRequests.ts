/** For how long other scripts' requests are waited for, in ms. */
const PATIENCE = 1000;

/**
 * Calls back when the wiki has told any script of this page, by way of jQuery, that its token is
 * bad or its user another.
 *
 * @param callback
 * @see https://www.mediawiki.org/wiki/API:Errors_and_warnings
 */
export function onSessionError( callback: () => void ): void {
	$( document ).on( 'ajaxComplete', ( _, xhr: JQuery.jqXHR ) => {
		if ( /^(badtoken|assert\w*failed)$/.test( xhr.getResponseHeader( 'MediaWiki-API-Error' ) as string ) ) {
			callback();
		}
	} );
}

/**
 * @return resolves when no other script's request is under way. Where a session is lost and
 *  “keep me logged in” makes a new one, each of them may bring one of its own: the last to arrive
 *  stays, and the tokens of the others are dead.
 */
export function whenQuiet(): Promise<void> {
	return new Promise( ( resolve ) => {
		if ( !( $ as unknown as { active: number } ).active ) {
			resolve();
		}
		$( document ).one( 'ajaxStop', () => resolve() );
		setTimeout( resolve, PATIENCE );
	} );
}
