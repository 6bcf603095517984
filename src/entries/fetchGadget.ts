import { fetchModule } from './fetchModule';
import type * as More from './more';
import type * as Panel from './panel';

/**
 * Fetches, once, what few page views need: asking the wiki, logging out, and whatever there is to say
 * about the session. It is a gadget of its own.
 *
 * @return rejects if it cannot be loaded within 10 s
 */
export function fetchMore(): Promise<typeof More> {
	return fetchModule( 'ext.gadget.SessionGuard-more' );
}

/**
 * Fetches the session panel, once. It is a gadget of its own.
 *
 * @return rejects if it cannot be loaded within 10 s
 */
export function fetchPanel(): Promise<typeof Panel> {
	return fetchModule( 'ext.gadget.SessionGuard-panel' );
}
