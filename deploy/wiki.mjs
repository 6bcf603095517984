import { Writable } from 'node:stream';
import { Mwn } from 'mwn';
import { Trouble } from './trouble.mjs';
import { explain } from './explain.mjs';

const OLDEST = '1.43';

/** How many pages a wiki reads in one request, for everybody. */
const BATCH = 50;

/**
 * A wiki that we are logged in on.
 *
 * @typedef {Object} Connection
 * @property {Mwn} bot
 * @property {string} url of the folder that api.php is in
 * @property {string} name of the wiki
 * @property {string} generator like `MediaWiki 1.43.1`
 * @property {string[]} languages the wiki’s own, and those that it falls back to
 * @property {string} script address of index.php, like `/w/index.php`
 * @property {string} home address of index.php, in full
 * @property {boolean} gadgets whether it has Extension:Gadgets
 * @property {string} user who is logged in, without a bot password’s name; empty for nobody
 * @property {string[]} groups of that user
 * @property {string[]} rights that this login has
 * @property {Record<string, string[]>} groupsWith the groups that have a right, by the right
 */

/**
 * A page of the wiki as it stands.
 *
 * @typedef {Object} Page
 * @property {string} text
 * @property {number} revision
 * @property {string} timestamp of that
 * @property {string} readAt the wiki’s time when we read it
 * @property {string} comment of its latest revision; empty where that is hidden
 * @property {string} author of that
 */

// Its log goes to standard output, and holds whole requests now and then.
Mwn.setLoggingConfig( { stream: new Writable( { write: ( _chunk, _encoding, done ) => done() } ) } );

/**
 * @param {string} url of the folder that api.php is in
 * @param {string} user
 * @param {string} password
 * @return {Promise<Mwn>} logged in
 * @throws {Trouble} that says what went wrong; the request, and the password in it, are left out
 */
export async function logIn( url, user, password ) {
	const bot = client( url, { username: user, password } );
	await bot.login().catch( ( error ) => {
		throw explain( error, url, `${ user } could not log in at ${ url }` );
	} );
	return bot;
}

/**
 * Logs in, and asks the wiki what we need to know of it.
 *
 * @param {{ url: string, user?: string | undefined, password?: string | undefined, token?: string | undefined }} options `url` of the
 *  folder that api.php is in; `user` and `password`, or `token`: an OAuth 2 access token; without either, it
 *  reads as anybody may
 * @return {Promise<Connection>}
 * @throws {Trouble} where that does not work, or MediaWiki is too old
 */
export async function connect( { url, user = '', password = '', token } ) {
	const bot = user && !token ? await logIn( url, user, password ) : client( url, token ? { OAuth2AccessToken: token } : {} );
	if ( token ) {
		bot.initOAuth();
	}
	const { query } = await ask( bot, {
		action: 'query', meta: [ 'siteinfo', 'userinfo', 'tokens' ], siprop: [ 'general', 'extensions', 'usergroups' ], uiprop: [ 'groups', 'rights' ], type: 'csrf'
	} );
	if ( !query?.general ) {
		throw new Trouble( `What answers at ${ url }/api.php is not MediaWiki. WIKI_URL is the folder that api.php is in, like https://wiki.example.org/w` );
	}
	const { general, userinfo, extensions, usergroups, tokens } = query;
	const version = String( general.generator ).replace( 'MediaWiki ', '' );
	if ( version.localeCompare( OLDEST, 'en', { numeric: true } ) < 0 ) {
		throw new Trouble( `${ url } runs ${ general.generator }, and SessionGuard needs MediaWiki ${ OLDEST } or newer. Nothing was changed.` );
	}
	if ( user || token ) {
		if ( userinfo.anon ) {
			throw new Trouble( `${ url } does not know who you are: it took no notice of the ${ token ? 'OAuth 2 token in WIKI_OAUTH2_TOKEN. That needs Extension:OAuth there; a bot password always works' : 'login' }.` );
		}
		// From now on, a login that has ended is an error.
		bot.setDefaultParams( { assert: 'user' } );
	}
	bot.csrfToken = tokens.csrftoken;
	/** @type {Record<string, string[]>} */
	const groupsWith = {};
	for ( const { name, rights } of usergroups ) {
		for ( const right of rights ) {
			( groupsWith[ right ] ??= [] ).push( name );
		}
	}
	return {
		bot,
		url,
		name: general.sitename,
		generator: general.generator,
		languages: [ general.lang, ...( general.fallback ?? [] ).map( ( /** @type {{ code: string }} */ { code } ) => code ) ],
		script: general.script,
		home: new URL( general.script, new URL( general.server, url ) ).href,
		gadgets: extensions.some( ( /** @type {{ name: string }} */ { name } ) => name === 'Gadgets' ),
		user: userinfo.anon ? '' : userinfo.name,
		groups: userinfo.groups,
		rights: userinfo.rights,
		groupsWith
	};
}

/**
 * @param {Mwn} bot
 * @param {import('mwn').ApiParams} params
 * @return {Promise<import('mwn').ApiResponse>}
 * @throws {Trouble} with the wiki’s own words
 */
export async function ask( bot, params ) {
	try {
		return await bot.request( params );
	} catch ( error ) {
		throw explain( error, String( bot.options.apiUrl ).replace( /\/api\.php$/, '' ) );
	}
}

/**
 * @param {Mwn} bot
 * @param {string[]} titles
 * @return {Promise<Map<string, Page>>} those that exist, by the titles that were asked for: the
 *  wiki answers in its own language
 */
export async function readPages( bot, titles ) {
	const existing = new Map();
	for ( let at = 0; at < titles.length; at += BATCH ) {
		const batch = titles.slice( at, at + BATCH );
		const { query, curtimestamp } = await ask( bot, {
			action: 'query', titles: batch, prop: 'revisions', rvprop: [ 'content', 'ids', 'timestamp', 'comment', 'user' ], rvslots: 'main', curtimestamp: true
		} );
		for ( const title of batch ) {
			const normalized = query?.normalized?.find( ( /** @type {{ from: string }} */ { from } ) => from === title )?.to ?? title;
			const page = query?.pages.find( ( /** @type {{ title: string }} */ { title: name } ) => name === normalized );
			if ( !page ) {
				throw new Trouble( `The wiki did not answer for ${ title }.` );
			}
			if ( !page.missing ) {
				const [ { slots, timestamp, revid, comment = '', user = '' } ] = page.revisions;
				existing.set( title, {
					text: slots.main.content, revision: revid, timestamp, readAt: curtimestamp, comment, author: user
				} );
			}
		}
	}
	return existing;
}

/**
 * @param {Mwn} bot
 * @param {string} title
 * @return {Promise<{ comment?: string, sha1?: string }[]>} its latest revisions, the newest first
 */
export async function readHistory( bot, title ) {
	const { query } = await ask( bot, { action: 'query', titles: title, prop: 'revisions', rvprop: [ 'comment', 'sha1' ], rvlimit: BATCH } );
	return query?.pages[ 0 ].revisions ?? [];
}

/**
 * @param {Mwn} bot
 * @param {{ namespace: number, prefix: string }} family
 * @return {Promise<string[]>} titles, with the namespace’s English name
 */
export async function listPages( bot, { namespace, prefix } ) {
	const { query } = await ask( bot, { action: 'query', list: 'allpages', apnamespace: namespace, apprefix: prefix, aplimit: 500 } );
	return ( query?.allpages ?? [] ).map( ( /** @type {{ title: string }} */ { title } ) => title.replace( /^[^:]+/, namespace === 2 ? 'User' : 'MediaWiki' ) );
}

/**
 * @param {Mwn} bot
 * @param {string} title
 * @param {string} text
 * @param {string} summary
 * @param {Page | undefined} before what it stands on; nothing where the page is new
 * @param {boolean} asBot whether to keep it out of the recent changes that people read
 * @return {Promise<{ revision?: number, over?: number }>} the new revision, and the one that it was
 *  made over
 * @throws {Trouble} where the page has changed since it was read
 */
export async function edit( bot, title, text, summary, before, asBot ) {
	const { edit: { result, newrevid, oldrevid, ...said } } = await ask( bot, {
		action: 'edit', title, text, summary, bot: asBot, token: bot.csrfToken,
		...( before ? { basetimestamp: before.timestamp, starttimestamp: before.readAt, nocreate: true } : { createonly: true } )
	} );
	if ( result !== 'Success' ) {
		throw new Trouble( `The wiki did not keep ${ title }: ${ said.info ?? said.code ?? JSON.stringify( said ) }. One of its filters, or a question to humans, stands in the way; an administrator knows which.` );
	}
	return { revision: newrevid, over: oldrevid };
}

/**
 * @param {Mwn} bot
 * @param {string} title
 * @param {string} reason
 * @return {Promise<void>}
 */
export async function erase( bot, title, reason ) {
	await ask( bot, { action: 'delete', title, reason, token: bot.csrfToken } );
}

/**
 * @param {string} url
 * @param {import('mwn').MwnOptions} credentials
 * @return {Mwn}
 */
function client( url, credentials ) {
	const bot = new Mwn( {
		apiUrl: `${ url }/api.php`,
		userAgent: `SessionGuard deploy.mjs (run by ${ credentials.username ?? 'an interface admin' })`,
		silent: true,
		suppressAPIWarnings: true,
		// It would try again in silence, print what it has sent, and might edit twice.
		maxRetries: 0,
		...credentials
	} );
	// Somebody waits for this: it is not for a bot’s quiet hours.
	delete bot.options.defaultParams?.maxlag;
	// A redirect would turn a POST into a GET, and might take the password elsewhere.
	bot.setRequestOptions( { maxRedirects: 0 } );
	return bot;
}
