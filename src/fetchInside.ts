import { fetchModule } from './fetchModule';
import * as more from './more';
import * as panel from './panel';

/**
 * In the user script, everything is inside: this file stands in the place of fetchGadget.ts.
 */
export function fetchMore(): Promise<typeof more> {
	return Promise.resolve( more );
}

/**
 * As {@link fetchMore}, for the session panel.
 *
 * @return rejects where the wiki does not hand out Codex's styles, or not within 10 s
 */
export function fetchPanel(): Promise<typeof panel> {
	return fetchModule( 'codex-styles' ).then( () => panel );
}
