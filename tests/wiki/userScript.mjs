import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { logIn } from '../../deploy.mjs';
import { DIST } from '../../build.mjs';

/** What a line in common.js loads. */
const PAGE = 'MediaWiki:SessionGuard.js';

/**
 * Gives everybody on a wiki the user script instead of the gadget, as `SESSION_GUARD_USER_SCRIPT`
 * has it: `pasted` into common.js, or `loaded` from the address of another host, as a global.js does.
 *
 * @param {import('./wiki.mjs').Wiki} wiki
 * @return {Promise<void>}
 */
export async function publishUserScript( wiki ) {
	const bot = await logIn( wiki.url, wiki.admin.name, wiki.admin.password );
	const script = await readFile( path.join( DIST, 'SessionGuard.user.js' ), 'utf8' );
	await bot.save( PAGE, script );
	await bot.save( 'MediaWiki:Common.js', process.env.SESSION_GUARD_USER_SCRIPT === 'loaded' ?
		// The wiki is copied, and each copy has its own port.
		`mw.loader.load( mw.config.get( 'wgServer' ).replace( '127.0.0.1', 'localhost' ) + '/index.php?title=${ PAGE }&action=raw&ctype=text/javascript' );` :
		script );
	// Translations are the wiki’s, where it has them.
	for ( const file of ( await readdir( DIST ) ).filter( ( name ) => name.includes( '-i18n-' ) ) ) {
		await bot.save( `MediaWiki:Gadget-${ file }`, await readFile( path.join( DIST, file ), 'utf8' ) );
	}
}
