/** How long to wait for a module, in ms. */
const TIMEOUT = 10000;

/**
 * Loads one of ResourceLoader's modules. If that failed before, perhaps because the network was down
 * for a moment, it tries again.
 *
 * @param module
 * @return resolves to what the module exports; rejects if it cannot be loaded within 10 s
 */
export function fetchModule<T>( module: string ): Promise<T> {
	if ( mw.loader.getState( module ) === 'error' ) {
		// ResourceLoader itself never tries again.
		mw.loader.state( { [ module ]: 'registered' } );
	}
	return new Promise( ( resolve, reject ) => {
		// Not `then`, which would make even a module that is there already wait for a timer of jQuery's.
		mw.loader.using( module ).done( ( require ) => resolve( require( module ) as T ) ).fail( reject );
		// ResourceLoader waits for an idle moment, which may never come on a busy page.
		setTimeout( () => reject( new Error( module ) ), TIMEOUT );
	} );
}
