import { build } from '../../build.mjs';
import { readyWiki } from '../wiki/ready.mjs';

/**
 * Brings up the wiki that the tests share.
 *
 * @return what stops the wiki
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
	await build();
	const wiki = await readyWiki();
	process.env.SESSION_GUARD_TEST_WIKI = JSON.stringify( wiki );
	return () => wiki.remove();
}
