import { Trouble } from './trouble.mjs';

const ADDRESS = 'WIKI_URL is the folder that api.php is in, like https://wiki.example.org/w';

/**
 * What a code of the API means, and what to do.
 *
 * @type {[ RegExp, string, string ][]}
 */
const ADVICE = [
	[ /^mwn_failedlogin$/, 'The wiki did not let you in', 'Check WIKI_ADMIN (like You@SessionGuard) and WIKI_PASSWORD: it takes a bot password, which Special:BotPasswords makes.' ],
	[ /^(mwoauth-.*|invalid-?token|rest-.*)$/, 'The wiki did not take the OAuth 2 token', 'Check WIKI_OAUTH2_TOKEN: the access token of an owner-only consumer that is approved, for this wiki.' ],
	[ /^readonly$/, 'The wiki is read-only at the moment', 'Nobody can edit until that is over. Run the same command again then.' ],
	[ /^(ratelimited|actionthrottledtext|http-429)$/, 'Too many edits in a short time', 'Wait a few minutes, then run the same command again. A bot password with the grant “High-volume (bot) access” has a higher limit, or none.' ],
	[ /^(editconflict|articleexists|missingtitle|pagedeleted)$/, 'Somebody else was quicker: the page was changed while this was running', 'Nothing of theirs was overwritten. Run the same command again to see what they did.' ],
	[ /^(auto)?blocked$|blocked/, 'The wiki has blocked this account or address', 'An administrator there can tell you why, and lift the block.' ],
	[ /^(badtoken|assert.*failed|notoken)$/, 'The wiki has ended this login', 'Run the same command again.' ],
	[ /^reauthenticate$/, 'The wiki wants whoever edits scripts to log in again, to prove who they are', 'A bot password or a token cannot do that. Whoever runs the wiki can let programs do without. Or copy the scripts, styles and translations in dist/ by hand, logged in on the wiki itself; the lines for MediaWiki:Gadgets-definition are in dist/gadget-definition.txt.' ],
	[ /^readapidenied$/, 'This wiki is only for people who have logged in', 'Set WIKI_ADMIN and WIKI_PASSWORD.' ],
	[ /^(permissiondenied|.*protected.*|cantedit|cantcreate|cantdelete|writeapidenied|noedit.*|delete-?.*)$/, 'The wiki does not allow that', 'Ask an administrator there for the right, or the change, that it names.' ],
	[ /^(abusefilter-.*|spamblacklist|titleblacklist.*|hookaborted|captcha.*)$/, 'A filter of the wiki stands in the way', 'An administrator there knows which.' ],
	[ /^(internal_api_error_.*|maxlag|dbqueryerror)$/, 'Something is wrong with the wiki itself', 'Try again later.' ]
];

/** What the network says, in words. */
const NETWORK = new Map( [
	[ 'ECONNREFUSED', 'nothing is listening there' ],
	[ 'ENOTFOUND', 'there is no such host' ],
	[ 'EAI_AGAIN', 'the name could not be looked up' ],
	[ 'ECONNRESET', 'the connection was cut' ],
	[ 'EPIPE', 'the connection was cut' ],
	[ 'ETIMEDOUT', 'no answer came' ],
	[ 'ECONNABORTED', 'no answer came for a minute' ]
] );

/**
 * Says what went wrong, what that means and what to do. The request, and the secrets in it, are left out.
 *
 * @param {unknown} error of mwn’s
 * @param {string} url of the folder that api.php is in
 * @param {string} [what] went wrong, where the caller knows better
 * @return {Trouble}
 */
export function explain( error, url, what ) {
	const { code = '', info = '', message = '', response, readonlyreason, blockinfo } = /** @type {Record<string, any>} */ ( error );
	const status = Number( response?.status ?? 0 );
	// An error of the API that came with a status of HTTP’s.
	const answer = response?.data?.error;
	if ( answer && status !== 200 ) {
		return explain( { ...answer, code: answer.code ?? `http-${ status }`, info: answer.info ?? answer }, url, what );
	}
	if ( status >= 300 && status < 400 ) {
		return new Trouble( `${ url } has moved: it redirects to ${ response.headers?.location ?? 'another address' }. Set WIKI_URL to that, without anything after the folder that api.php is in.` );
	}
	if ( status === 429 ) {
		return explain( { code: 'http-429', info: 'HTTP 429' }, url, what );
	}
	if ( status >= 500 ) {
		return new Trouble( `The server at ${ url } is in trouble (HTTP ${ status }). Try again later: the same command carries on from there.` );
	}
	if ( status === 401 || status === 403 ) {
		return new Trouble( `The server at ${ url } refused (HTTP ${ status }) before MediaWiki was asked: it may want another login, or keep out programs or your network. Whoever runs it knows.` );
	}
	if ( status >= 400 ) {
		return new Trouble( `There is no api.php at ${ url } (HTTP ${ status }). ${ ADDRESS }` );
	}
	if ( code === 'invalidjson' || code === 'mwn_notoken' || error instanceof TypeError ) {
		return new Trouble( `What answers at ${ url }/api.php is not MediaWiki. ${ ADDRESS }` );
	}
	if ( /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER)$/.test( code ) && /^https:/.test( url ) ) {
		return new Trouble( `${ url } does not answer in https. If the wiki has only http, use ${ url.replace( 'https:', 'http:' ) } and add --insecure; then others can read your password on its way.` );
	}
	if ( !code || error instanceof Error && !info ) {
		return new Trouble( `The wiki at ${ url } cannot be reached: ${ NETWORK.get( code ) ?? ( code || message ) }. Check the address and the network, and run the same command again.` );
	}
	const [ , meaning = 'The wiki refused', advice = '' ] = ADVICE.find( ( [ pattern ] ) => pattern.test( code ) ) ?? [];
	const words = [ info.replace( /^(Failed|Aborted): /, '' ), readonlyreason, blockinfo?.blockreason ]
		.filter( Boolean ).map( ( text ) => `“${ String( text ).trim().replace( /\s+/g, ' ' ) }”` ).join( ', ' );
	return new Trouble( [ `${ what ?? meaning }: ${ words }${ code.startsWith( 'mwn_' ) ? '' : ` (${ code })` }.`, advice ].filter( Boolean ).join( ' ' ) );
}
