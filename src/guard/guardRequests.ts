import type { Settings } from '../settings';

/** A request of some script of this page, on its way. */
export interface Request {
	/** As they are after all prefilters. */
	options: JQuery.AjaxSettings;
	headers: JQuery.PlainObject;
	/** For each time it is sent, in ms. */
	timeout: number | undefined;
	/** Gives the answer to whoever has sent it. */
	complete: JQuery.Transport.SuccessCallback;
}

/** What sends a request, and tells how to abort it. */
type Send = ( request: Request ) => () => void;

/**
 * Guards what any script of this page writes to this wiki's api.php by jQuery, as mw.Api does.
 *
 * This is one of jQuery's transports: everybody's requests pass here, and prefilters, callbacks,
 * events and `abort()` are as they are without it. A caller opts out by the option
 * `sessionGuard: false`. How a write is sent is fetched with the first one.
 *
 * @param settings
 * @param isShut whether it is known that nothing can be written as the page's user now
 * @param fetchSend resolves to what sends it; if that cannot be had, it is sent as it is, or fails
 *  where it would count as somebody else's
 * @see https://api.jquery.com/jQuery.ajaxTransport/
 */
export function guardRequests( settings: Settings, isShut: () => boolean, fetchSend: () => Promise<Send> ): void {
	$.ajaxTransport( '+*', ( options ) => {
		if ( !settings.guard || !settings.requests || !isWrite( options ) ) {
			return undefined;
		}
		const { timeout } = options;
		// What waits for its user does not run out of time.
		options.timeout = 0;
		let abort: ( () => void ) | undefined;
		let isAborted = false;
		return {
			send( headers, complete ) {
				void fetchSend().catch( () => isShut() ? null : sendPlainly ).then( ( send ) => {
					if ( !send ) {
						complete( 0, 'error' );
					} else if ( !isAborted ) {
						abort = send( { options, headers, timeout, complete } );
					}
				} );
			},
			abort() {
				isAborted = true;
				if ( abort ) {
					abort();
				}
			}
		};
	} );
}

/**
 * @param options of a request
 * @return whether it writes to this wiki, with a token
 */
function isWrite( options: JQuery.AjaxSettings & { sessionGuard?: boolean } ): boolean {
	const { data, url } = options as { data?: unknown; url: string };
	return options.type === 'POST' && options.async !== false && options.sessionGuard !== false &&
		( data instanceof FormData ? data.has( 'token' ) : /(^|&)token=/.test( String( data ) ) ) &&
		pathOf( url ) === pathOf( mw.util.wikiScript( 'api' ) );
}

/**
 * @param address
 * @return host and path
 */
function pathOf( address: string ): string {
	const { host, pathname } = new URL( address, location.href );
	return host + pathname;
}

/**
 * Sends a request as if there were no guard.
 *
 * @param request
 * @return aborts it
 */
function sendPlainly( request: Request ): () => void {
	const { options, timeout, complete } = request;
	const xhr = $.ajax( Object.assign( {}, options, {
		sessionGuard: false, timeout, dataType: 'text', global: false, success: null, error: null, complete: null, beforeSend: null
	} ) );
	xhr.always( () => complete(
		xhr.status, xhr.statusText as JQuery.Ajax.TextStatus, { text: xhr.responseText }, xhr.getAllResponseHeaders()
	) );
	return () => xhr.abort();
}
