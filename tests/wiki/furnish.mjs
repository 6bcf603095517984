import { logIn } from '../../deploy.mjs';
import { Trouble } from '../../deploy/trouble.mjs';
import { ALICE, BOB } from './accounts.mjs';

const PAGES = {
	'Main Page': 'Welcome to the \'\'\'Looking-Glass Wiki\'\'\', where SessionGuard is tried out.\n\n' +
		'* [[Jabberwocky]], a page to edit\n* [[Talk:Jabberwocky]], a discussion\n* [[Special:Preferences#mw-prefsection-gadgets|Gadgets]]',
	Jabberwocky: `’Twas brillig, and the slithy toves\n${ '\nDid gyre and gimble in the wabe.\n'.repeat( 60 ) }`,
	'Talk:Jabberwocky': '== Borogoves ==\nAll mimsy? --[[User:Admin|Admin]] ([[User talk:Admin|talk]]) 12:00, 27 December 2025 (UTC)'
};

/**
 * Gives a wiki its people and pages, through its API: a wiki of ours once, before it is copied,
 * somebody else's (`WIKI_URL`) where it lacks them.
 *
 * @param {import('./wiki.mjs').Wiki} wiki
 * @return {Promise<void>}
 */
export async function furnish( wiki ) {
	const bot = await logIn( wiki.url, wiki.admin.name, wiki.admin.password );
	const { query } = await bot.request( { action: 'query', meta: 'tokens', type: 'createaccount' } );
	for ( const { name, password } of [ ALICE, BOB ] ) {
		const found = await bot.request( { action: 'query', list: 'users', ususers: name } );
		if ( found.query?.users[ 0 ].missing ) {
			const answer = await bot.request( {
				action: 'createaccount',
				createtoken: query?.tokens.createaccounttoken,
				createreturnurl: wiki.url,
				username: name,
				password,
				retype: password
			} );
			if ( answer.createaccount.status !== 'PASS' ) {
				throw new Trouble( `The wiki did not make the account ${ name }: ${ answer.createaccount.message }` );
			}
		}
	}
	for ( const [ title, text ] of Object.entries( PAGES ) ) {
		await bot.request( {
			action: 'edit',
			title,
			text,
			summary: 'Furnishing the test wiki',
			// Only the installer's main page may be replaced, never somebody's own.
			createonly: !wiki.dir,
			token: bot.csrfToken
		} ).catch( ( error ) => {
			if ( error.code !== 'articleexists' ) {
				throw error;
			}
		} );
	}
}

/**
 * Opens pages in every skin, with their style sheets and what starts their scripts, so that copies
 * of a wiki have them in their caches.
 *
 * @param {import('./wiki.mjs').Wiki} wiki
 * @param {{ name: string, password: string }} account who opens them
 * @return {Promise<void>}
 */
export async function warm( wiki, { name, password } ) {
	const user = await logIn( wiki.url, name, password );
	/** @param {string} address */
	const get = async ( address ) => String( ( await user.rawRequest( { method: 'get', url: wiki.url + address, responseType: 'text' } ) ).data );
	for ( const skin of [ 'vector-2022', 'vector', 'monobook', 'timeless', 'minerva' ] ) {
		for ( const action of [ 'view', 'edit' ] ) {
			const page = await get( `/index.php?title=Jabberwocky&useskin=${ skin }&action=${ action }` );
			for ( const [ , address = '' ] of page.matchAll( /(?:href|src)="(\/load\.php[^"]+)"/g ) ) {
				await get( address.replaceAll( '&amp;', '&' ) );
			}
		}
	}
}

/**
 * Switches the gadget on for Alice and Bob, as they would in their preferences.
 *
 * @param {import('./wiki.mjs').Wiki} wiki that has the gadget
 * @return {Promise<void>}
 */
export async function switchOn( wiki ) {
	for ( const { name, password } of [ ALICE, BOB ] ) {
		const user = await logIn( wiki.url, name, password );
		await user.request( { action: 'options', change: 'gadget-SessionGuard=1', token: user.csrfToken } );
	}
}
