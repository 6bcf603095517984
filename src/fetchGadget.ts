import type * as More from './more';
import type * as Panel from './panel';

/** How long a gadget may take to come, in ms, before we do without. */
const PATIENCE = 10000;

/**
 * Fetches what a page view seldom needs, once, from a gadget of its own: for logging out, for
 * words about the session, and for one that is lost.
 *
 * @return rejects where the wiki does not hand it out, or not within 10 s
 */
export function fetchMore(): Promise<typeof More> {
	return fetchGadget( 'SessionGuard-more' );
}

/**
 * Fetches the session panel, once, from a gadget of its own.
 *
 * @return rejects where the wiki does not hand it out, or not within 10 s
 */
export function fetchPanel(): Promise<typeof Panel> {
	return fetchGadget( 'SessionGuard-panel' );
}

/**
 * @param name
 */
function fetchGadget<T>( name: string ): Promise<T> {
	const module = `ext.gadget.${ name }`;
	if ( mw.loader.getState( module ) === 'error' ) {
		// A network that was down for a moment: ResourceLoader itself never tries again.
		mw.loader.state( { [ module ]: 'registered' } );
	}
	return Promise.race( [
		Promise.resolve( mw.loader.using( module ) ).then( ( require ) => require( module ) as T ),
		// ResourceLoader waits for an idle moment, which a busy page may not have.
		new Promise<T>( ( _, reject ) => {
			setTimeout( () => reject( new Error( name ) ), PATIENCE );
		} )
	] );
}
