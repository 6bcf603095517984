import { build } from '../../build.mjs';
import { readyWiki } from '../wiki/ready.mjs';

/**
 * Brings up the wikis that the tests share: one with MediaWiki and its gadgets alone, and one with editors, Echo and more.
 *
 * @return what stops them
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
	await build();
	const wikis = { plain: await readyWiki( { isPlain: true } ), full: await readyWiki() };
	process.env.SESSION_GUARD_TEST_WIKIS = JSON.stringify( wikis );
	return async () => {
		await wikis.plain.remove();
		await wikis.full.remove();
	};
}
