import { deploy } from '../../deploy.mjs';
import { furnish, switchOn } from './furnish.mjs';
import { publishUserScript } from './userScript.mjs';
import { startWiki } from './wiki.mjs';

/**
 * A wiki with the gadget published, and switched on for Alice and Bob; or, with
 * `SESSION_GUARD_USER_SCRIPT` in the environment, one with the user script in everybody’s common.js.
 *
 * @param {Parameters<typeof startWiki>[0]} [options]
 * @param {( wiki: import('./wiki.mjs').Wiki ) => Promise<unknown>} [publishOn] publishes the gadget;
 *  what is in `dist/` unless told
 * @return {Promise<import('./wiki.mjs').Wiki>}
 */
export async function readyWiki( options, publishOn = process.env.SESSION_GUARD_USER_SCRIPT ? publishUserScript : publish ) {
	const wiki = await startWiki( options );
	try {
		if ( !wiki.dir ) {
			await furnish( wiki );
		}
		await publishOn( wiki );
		await switchOn( wiki );
	} catch ( error ) {
		await wiki.remove();
		throw error;
	}
	return wiki;
}

/**
 * @param {import('./wiki.mjs').Wiki} wiki
 * @param {string} [dist] where the gadget's pages are; `dist/` unless told
 * @return {Promise<string[]>} the pages that were edited
 */
export async function publish( wiki, dist ) {
	const { done } = await deploy( { url: wiki.url, user: wiki.admin.name, password: wiki.admin.password, force: true, ...( dist && { dist } ) } );
	return done.map( ( { title } ) => title );
}
