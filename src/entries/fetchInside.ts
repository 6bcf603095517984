import { fetchModule } from './fetchModule';
import type * as More from './more';
import type * as Panel from './panel';

/**
 * The user script brings everything along: this file takes the place of fetchGadget.ts there.
 */
export function fetchMore(): Promise<typeof More> {
	return import( './more' );
}

/**
 * The session panel, which needs Codex's styles from the wiki.
 *
 * @return rejects if those cannot be loaded within 10 s
 */
export function fetchPanel(): Promise<typeof Panel> {
	return fetchModule( 'codex-styles' ).then( () => import( './panel' ) );
}
