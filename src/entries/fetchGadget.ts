import { fetchModule } from './fetchModule';
import type * as More from './more';
import type * as Panel from './panel';

/**
 * Fetches what a page view seldom needs, once, from a gadget of its own: for logging out, for
 * words about the session, and for one that is lost.
 *
 * @return rejects where the wiki does not hand it out, or not within 10 s
 */
export function fetchMore(): Promise<typeof More> {
	return fetchModule( 'ext.gadget.SessionGuard-more' );
}

/**
 * Fetches the session panel, once, from a gadget of its own.
 *
 * @return rejects where the wiki does not hand it out, or not within 10 s
 */
export function fetchPanel(): Promise<typeof Panel> {
	return fetchModule( 'ext.gadget.SessionGuard-panel' );
}
