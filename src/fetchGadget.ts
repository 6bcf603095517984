import type * as More from './more';
import type * as Panel from './panel';

/**
 * Fetches what a page view seldom needs, once, from a gadget of its own: for logging out, for
 * words about the session, and for one that is lost.
 *
 * @return rejects where the wiki does not hand it out
 */
export function fetchMore(): Promise<typeof More> {
	return fetchGadget( 'SessionGuard-more' );
}

/**
 * Fetches the session panel, once, from a gadget of its own.
 *
 * @return rejects where the wiki does not hand it out
 */
export function fetchPanel(): Promise<typeof Panel> {
	return fetchGadget( 'SessionGuard-panel' );
}

/**
 * @param name
 */
function fetchGadget<T>( name: string ): Promise<T> {
	const module = `ext.gadget.${ name }`;
	return Promise.resolve( mw.loader.using( module ) ).then( ( require ) => require( module ) as T );
}
