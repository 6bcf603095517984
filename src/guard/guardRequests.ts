import type { Monitor } from '../session/monitor';
import type { Session } from '../session/session';
import type { Settings } from '../settings';
import { currentToken } from './fillForms';
import type { Gate } from './gate';

/** The parameters of a request. */
type Body = URLSearchParams | FormData;

/** A request that writes to this wiki. */
interface Write {
	action: string;
	body: Body;
	/** Whether its script itself asserts that another user than the page's, or nobody, is logged in. */
	isForOther: boolean;
}

/** Requests about the session itself. */
const ABOUT_SESSION = /^(login|clientlogin|createaccount|logout)$/;

/** What scripts send without being told to: nobody is asked about it. */
const UNASKED = /^(stashedit|options|globalpreferences|purge|visualeditor|setnotificationtimestamp|echo\w+)$/;

/** How often a request is sent again by itself. */
const TRIES = 2;

/**
 * Guards what any script of this page writes to this wiki's api.php by jQuery, as mw.Api does. Such a
 * request carries `assertuser`, so that it never counts as somebody else's. If the page's user turns
 * out to be gone, it waits for them, and its caller gets the answer as if nothing had happened.
 *
 * This is one of jQuery's transports: everybody's requests pass here, and prefilters, callbacks,
 * events and `abort()` are as they are without it. A caller opts out by the option
 * `sessionGuard: false`.
 *
 * @param session
 * @param monitor
 * @param settings
 * @param gate
 * @param freshToken gets a token for an action
 * @return tells how many requests are being held
 * @see https://api.jquery.com/jQuery.ajaxTransport/
 * @see https://www.mediawiki.org/wiki/API:Assert
 */
export function guardRequests(
	session: Session, monitor: Monitor, settings: Settings, gate: Gate, freshToken: ( action: string ) => Promise<string>
): () => number {
	const { user } = session;
	let held = 0;

	/** @param write gets a fresh token, if it is to be sent again */
	function mend( write: Write ): Promise<boolean> {
		const { action, body } = write;
		held++;
		return ( UNASKED.test( action ) ? monitor.checkAnew().then( () => !gate.isShut() ) : gate.pass() )
			.then( ( go ) => go && freshToken( action ).then( ( token ) => {
				setToken( body, token );
				return true;
			} ) )
			.catch( () => false )
			.then( ( go ) => {
				held--;
				return go;
			} );
	}

	$.ajaxTransport( '+*', ( options ) => {
		const write = settings.guard && settings.requests && readWrite( options, user );
		return write && ( !write.isForOther || session.isLost ) ? transportFor( options, write ) : undefined;
	} );

	function transportFor( options: JQuery.AjaxSettings, write: Write ): JQuery.Transport {
		const { action, body } = write;
		const { timeout } = options;
		// What waits for its user does not run out of time: each attempt does.
		options.timeout = 0;
		let xhr: XMLHttpRequest | undefined;
		let isAborted = false;

		return {
			send( headers, complete ) {
				function attempt( tries: number ): void {
					if ( isAborted ) {
						return;
					}
					xhr = sendOnce( options, headers, body, timeout, ( ...answer ) => {
						if ( tries && /^MediaWiki-API-Error: *(badtoken|assert\w*failed)\s*$/im.test( answer[ 3 ] ) ) {
							void mend( write ).then( ( go ) => go ? attempt( tries - 1 ) : complete( ...answer ) );
						} else {
							complete( ...answer );
						}
					} );
				}

				body.set( 'assertuser', user );
				if ( write.isForOther ) {
					body.delete( 'assert' );
				}
				setToken( body, currentToken( body.get( 'token' ) as string ) );
				if ( !gate.isShut() || UNASKED.test( action ) ) {
					attempt( TRIES );
				} else {
					// Known to fail. If nobody wants to wait, the wiki itself says why.
					void mend( write ).then( ( go ) => attempt( go ? TRIES : 0 ) );
				}
			},
			abort() {
				isAborted = true;
				if ( xhr ) {
					xhr.abort();
				}
			}
		};
	}

	return () => held;
}

/**
 * @param options of the request, as they are after all prefilters
 * @param user of this page
 * @return null for what is no write to this wiki, or about the session itself
 */
function readWrite( options: JQuery.AjaxSettings & { sessionGuard?: boolean }, user: string ): Write | null {
	const { data } = options as { data?: unknown };
	const [ url, api ] = [ options.url, mw.util.wikiScript( 'api' ) ].map( ( address ) => new URL( String( address ), location.href ) ) as [ URL, URL ];
	const body = typeof data === 'string' ? new URLSearchParams( data ) : data instanceof FormData && data;
	if ( options.type !== 'POST' || options.async === false || options.sessionGuard === false || url.host + url.pathname !== api.host + api.pathname || !body ) {
		return null;
	}
	const action = ( body.get( 'action' ) ?? url.searchParams.get( 'action' ) ) as string;
	return body.has( 'token' ) && !ABOUT_SESSION.test( action ) ? {
		action,
		body,
		isForOther: body.get( 'assert' ) === 'anon' || ( body.get( 'assertuser' ) ?? user ) !== user
	} : null;
}

/**
 * @param body
 * @param token
 */
function setToken( body: Body, token: string ): void {
	// At the end, so that a request that was cut off fails.
	body.delete( 'token' );
	body.append( 'token', token );
}

/** What a transport tells jQuery. */
type Answer = [ status: number, statusText: JQuery.Ajax.TextStatus, responses: JQuery.PlainObject, headers: string ];

/**
 * Sends a request once, as jQuery's own transport does.
 *
 * @param options
 * @param headers
 * @param body
 * @param timeout in ms
 * @param callback
 * @return the request
 */
function sendOnce(
	options: JQuery.AjaxSettings, headers: JQuery.PlainObject, body: Body, timeout = 0, callback: ( ...answer: Answer ) => void
): XMLHttpRequest {
	const xhr = ( options.xhr as () => XMLHttpRequest )();
	xhr.open( 'POST', String( options.url ) );
	Object.assign( xhr, { timeout }, options.xhrFields );
	headers[ 'X-Requested-With' ] = 'XMLHttpRequest';
	Object.keys( headers ).forEach( ( name ) => xhr.setRequestHeader( name, String( headers[ name ] ) ) );
	xhr.onload = () => callback( xhr.status, xhr.statusText as JQuery.Ajax.TextStatus, { text: xhr.responseText }, xhr.getAllResponseHeaders() );
	xhr.onerror = xhr.onabort = xhr.ontimeout = ( { type } ) => callback( 0, type as JQuery.Ajax.TextStatus, {}, '' );
	xhr.send( body instanceof FormData ? body : String( body ) );
	return xhr;
}
