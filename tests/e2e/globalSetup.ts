import { build } from '../../build.mjs';
import { readyWiki } from '../wiki/ready.mjs';

/**
 * Brings a wiki up, where `npm test` has not done so: `npx playwright test -c tests/e2e` works too.
 *
 * @return what stops the wiki
 */
export default async function globalSetup(): Promise<( () => Promise<void> ) | undefined> {
	if ( process.env.SESSION_GUARD_TEST_WIKI ) {
		return undefined;
	}
	await build();
	const wiki = await readyWiki();
	process.env.SESSION_GUARD_TEST_WIKI = JSON.stringify( wiki );
	return () => wiki.remove();
}
