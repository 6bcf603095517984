import { fetchModule } from './fetchModule';
import * as more from './more';
import * as panel from './panel';

/**
 * The user script brings everything along: this file takes the place of fetchGadget.ts there.
 */
export function fetchMore(): Promise<typeof more> {
	return Promise.resolve( more );
}

/**
 * The session panel, which needs Codex's styles from the wiki.
 *
 * @return rejects if those cannot be loaded within 10 s
 */
export function fetchPanel(): Promise<typeof panel> {
	return fetchModule( 'codex-styles' ).then( () => panel );
}
