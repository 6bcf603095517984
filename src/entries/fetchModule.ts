/** How long a module may take to come, in ms, before we do without. */
const PATIENCE = 10000;

/**
 * Fetches a module of ResourceLoader's, and tries again where that failed before: a network that
 * was down for a moment.
 *
 * @param module
 * @return resolves to what it exports; rejects where the wiki does not hand it out, or not within 10 s
 */
export function fetchModule<T>( module: string ): Promise<T> {
	if ( mw.loader.getState( module ) === 'error' ) {
		// ResourceLoader itself never tries again.
		mw.loader.state( { [ module ]: 'registered' } );
	}
	return new Promise( ( resolve, reject ) => {
		// Not `then`: what is there already need not wait for jQuery's timers.
		mw.loader.using( module ).done( ( require ) => resolve( require( module ) as T ) ).fail( reject );
		// ResourceLoader waits for an idle moment, which a busy page may not have.
		setTimeout( () => reject( new Error( module ) ), PATIENCE );
	} );
}
