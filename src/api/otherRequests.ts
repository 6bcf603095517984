/** How long to wait for other scripts' requests, in ms. */
const PATIENCE = 1000;

/**
 * Calls back when the wiki has told any script of this page that uses jQuery that its token is bad,
 * or that another user is logged in. It hears of what is sent from now on.
 *
 * @param callback
 * @see https://www.mediawiki.org/wiki/API:Errors_and_warnings
 */
export function onSessionError( callback: () => void ): void {
	$.ajaxPrefilter( ( { global }, _, xhr ) => {
		if ( global ) {
			xhr.always( () => {
				if ( /^(badtoken|assert\w*failed)$/.test( xhr.getResponseHeader( 'MediaWiki-API-Error' ) as string ) ) {
					callback();
				}
			} );
		}
	} );
}

/**
 * @param heldRequests tells how many requests are being held, and not under way
 * @return resolves when no other script's request is under way, or after 1 s. Where a session is lost
 *  and “keep me logged in” makes a new one, each request may bring one of its own: the last to
 *  arrive stays, and the tokens of the others are dead.
 */
export function whenQuiet( heldRequests: () => number ): Promise<void> {
	return new Promise( ( resolve ) => {
		const resolveIfQuiet = ( ending: number ): void => {
			if ( ( $ as unknown as { active: number } ).active - ending <= heldRequests() ) {
				resolve();
			}
		};
		resolveIfQuiet( 0 );
		// jQuery counts a request until its handlers have run.
		const whenComplete = (): void => resolveIfQuiet( 1 );
		$( document ).on( 'ajaxComplete', whenComplete );
		setTimeout( () => {
			$( document ).off( 'ajaxComplete', whenComplete );
			resolve();
		}, PATIENCE );
	} );
}
