import type { Monitor } from '../session/monitor';
import type { Session } from '../session/session';
import { freshToken } from './freshToken';
import type { Gate } from './gate';
import type { Request } from './guardRequests';

/** What it takes to guard a request. */
interface Guards {
	session: Session;
	monitor: Monitor;
	gate: Gate;
	/** The page's csrf token, for one that it has had before. */
	currentToken: ( token: string ) => string;
	/** Called when a request begins to be held, and when it no longer is. */
	onHold: ( change: 1 | -1 ) => void;
	/** Called when all is done that the page's user had to log in for. */
	onDone: () => void;
}

/** Requests that the page's user has to log in for, until they are answered. */
const waiting = new Set<Request>();
let haveFailed = false;

/** Requests about the session itself. */
const ABOUT_SESSION = /^(login|clientlogin|createaccount|logout)$/;

/** What scripts send without being told to: nobody is asked about it. */
const UNASKED = /^(stashedit|options|globalpreferences|purge|visualeditor|setnotificationtimestamp|echo\w+)$/;

/** How often a request is sent again by itself. */
const TRIES = 2;

/**
 * Sends what some script of this page writes to the wiki. The request carries `assertuser`, so that it
 * never counts as somebody else's. If the page's user turns out to be gone, it waits for them, and its
 * caller gets the answer as if nothing had happened.
 *
 * @param guards
 * @param request
 * @return aborts it
 * @see https://www.mediawiki.org/wiki/API:Assert
 */
export function sendWrite( guards: Guards, request: Request ): () => void {
	const { session, monitor, gate, currentToken, onHold, onDone } = guards;
	const { user } = session;
	const { options, complete } = request;
	const { data } = options as { data: string | FormData };
	const body = typeof data === 'string' ? new URLSearchParams( data ) : data;
	const action = ( body.get( 'action' ) ?? new URL( String( options.url ), location.href ).searchParams.get( 'action' ) ) as string;
	let xhr: XMLHttpRequest | undefined;
	let isAborted = false;

	/** @param tries how many more times to send it again by itself */
	function attempt( tries: number ): void {
		if ( isAborted ) {
			return;
		}
		xhr = sendOnce( request, body, ( ...answer ) => {
			if ( tries && /^MediaWiki-API-Error: *(badtoken|assert\w*failed)\s*$/im.test( answer[ 3 ] ) ) {
				void mend().then( ( go ) => go ? attempt( tries - 1 ) : finish( answer ) );
			} else {
				finish( answer );
			}
		} );
	}

	/** @param answer is what the caller gets */
	function finish( answer: Answer ): void {
		settle( isDone( answer ) );
		complete( ...answer );
	}

	/** @param isSuccess whether what the user had to log in for is done */
	function settle( isSuccess: boolean ): void {
		if ( waiting.delete( request ) ) {
			haveFailed ||= !isSuccess;
			if ( !waiting.size ) {
				if ( !haveFailed ) {
					onDone();
				}
				haveFailed = false;
			}
		}
	}

	/** Resolves to whether it may go; nobody is asked. */
	function passUnasked(): Promise<boolean> {
		return ( session.isLost ? Promise.resolve() : monitor.check() ).then( () => !gate.isShut() );
	}

	/** Resolves to whether to send it again, with a fresh token. */
	function mend(): Promise<boolean> {
		onHold( 1 );
		const isUnasked = UNASKED.test( action );
		const stop = session.observe( () => {
			if ( session.isLost && !isUnasked && !isAborted ) {
				waiting.add( request );
			}
		} );
		return ( isUnasked ? passUnasked() : gate.pass() )
			.then( ( go ) => go && freshToken( action ).then( ( token ) => {
				setToken( token );
				return true;
			} ) )
			.catch( () => false )
			.then( ( go ) => {
				stop();
				onHold( -1 );
				return go;
			} );
	}

	function setToken( token: string ): void {
		// At the end, so that a request that was cut off fails.
		body.delete( 'token' );
		body.append( 'token', token );
	}

	const isForOther = body.get( 'assert' ) === 'anon' || ( body.get( 'assertuser' ) ?? user ) !== user;
	if ( ABOUT_SESSION.test( action ) || isForOther && !session.isLost ) {
		// Other scripts' assertions are theirs, until the page's user is known to be gone.
		attempt( 0 );
	} else {
		body.set( 'assertuser', user );
		if ( isForOther ) {
			body.delete( 'assert' );
		}
		setToken( currentToken( body.get( 'token' ) as string ) );
		if ( !gate.isShut() || UNASKED.test( action ) ) {
			attempt( TRIES );
		} else {
			// Known to fail. If nobody wants to wait, the wiki itself says why.
			void mend().then( ( go ) => attempt( go ? TRIES : 0 ) );
		}
	}
	return () => {
		isAborted = true;
		settle( false );
		if ( xhr ) {
			xhr.abort();
		}
	};
}

/** What a transport tells jQuery. */
type Answer = [ status: number, statusText: JQuery.Ajax.TextStatus, responses: JQuery.PlainObject, headers: string ];

/**
 * @param answer
 * @return whether the wiki has done what it was asked for: a captcha or a warning is no error to it
 */
function isDone( answer: Answer ): boolean {
	const [ status, , { text }, headers ] = answer;
	return status === 200 && !/^MediaWiki-API-Error:/im.test( headers ) && !/"result":\s*"(?!success")/i.test( String( text ) );
}

/**
 * Sends a request once, as jQuery's own transport does.
 *
 * @param request
 * @param body
 * @param callback
 */
function sendOnce( request: Request, body: URLSearchParams | FormData, callback: ( ...answer: Answer ) => void ): XMLHttpRequest {
	const { options, headers, timeout = 0 } = request;
	const xhr = ( options.xhr as () => XMLHttpRequest )();
	xhr.open( 'POST', String( options.url ) );
	Object.assign( xhr, { timeout }, options.xhrFields );
	headers[ 'X-Requested-With' ] = 'XMLHttpRequest';
	Object.keys( headers ).forEach( ( name ) => xhr.setRequestHeader( name, String( headers[ name ] ) ) );
	xhr.onload = () => callback(
		xhr.status, xhr.statusText as JQuery.Ajax.TextStatus,
		// To ask for the text of what is to be anything else is an error.
		/^(text)?$/.test( xhr.responseType ) ? { text: xhr.responseText } : { binary: xhr.response as unknown },
		xhr.getAllResponseHeaders()
	);
	xhr.onerror = xhr.onabort = xhr.ontimeout = ( { type } ) => callback( 0, type as JQuery.Ajax.TextStatus, {}, '' );
	xhr.send( body instanceof FormData ? body : String( body ) );
	return xhr;
}
