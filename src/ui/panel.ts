import type * as Panel from '../panel';

const MODULE = 'ext.gadget.SessionGuard-panel';

/**
 * Fetches what a page view seldom needs, once, from a gadget of its own: for logging out, and for a
 * session that is lost.
 *
 * @return rejects where the wiki does not hand it out
 */
export function fetchPanel(): Promise<typeof Panel> {
	return Promise.resolve( mw.loader.using( MODULE ) ).then( ( require ) => require( MODULE ) as typeof Panel );
}
