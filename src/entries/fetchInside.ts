import { fetchModule } from './fetchModule';
import type * as More from './more';
import type * as Panel from './panel';

/**
 * In the user script, everything is inside: this file stands in the place of fetchGadget.ts.
 */
export function fetchMore(): Promise<typeof More> {
	return import( './more' );
}

/**
 * As {@link fetchMore}, for the session panel.
 *
 * @return rejects where the wiki does not hand out Codex's styles, or not within 10 s
 */
export function fetchPanel(): Promise<typeof Panel> {
	return fetchModule( 'codex-styles' ).then( () => import( './panel' ) );
}
