/** A request that failed: refused by the wiki, or lost on the way. */
export interface ApiError extends Error {
	/** The API's error code; `http` if there was no usable answer at all. */
	code: string;
	/**
	 * What `errorText` puts into words. It may quote the request, token included: it is never logged,
	 * stored or shown in any other way.
	 */
	data: object;
}

/**
 * Not a class, since each script of the gadget would have a class of its own.
 *
 * @param code
 * @param data
 */
function apiError( code: string, data: ApiError[ 'data' ] ): ApiError {
	return Object.assign( new Error( code ), { code, data } );
}

/**
 * Whether the wiki refused because somebody else, or nobody, is logged in. MediaWiki has more than
 * one code for that.
 *
 * @param error any error
 * @see https://www.mediawiki.org/wiki/API:Assert
 */
export function isAssertFailure( error: unknown ): boolean {
	return /^assert\w*failed$/.test( ( error as ApiError ).code );
}

/**
 * @param error any error
 * @return how long the wiki wants to be left alone, in ms; 0 if it did not say
 */
export function retryAfter( error: unknown ): number {
	try {
		return 1000 * Number( ( ( error as ApiError ).data as { xhr: JQuery.jqXHR } ).xhr.getResponseHeader( 'Retry-After' ) ) || 0;
	} catch {
		return 0;
	}
}

/**
 * An `mw.Api` that says who asks, from MediaWiki 1.44 on: whoever runs the wiki can tell our requests from others.
 *
 * @param parameters of each request
 * @see https://www.mediawiki.org/wiki/API:Etiquette
 */
export function createApi( parameters: Record<string, string | number | boolean> = {} ): mw.Api {
	return new mw.Api( { parameters, userAgent: 'SessionGuard' } );
}

/**
 * @return parameters that bring errors and warnings as plain text, in the reader's language
 * @see https://www.mediawiki.org/wiki/API:Errors_and_warnings
 */
export function inWords(): Record<string, string | number | boolean> {
	return {
		formatversion: 2,
		errorformat: 'plaintext',
		errorlang: mw.config.get( 'wgUserLanguage' ),
		errorsuselocal: true
	};
}

/** How long to wait for `mw.Api`, in ms: longer than it takes for three requests, as a post with a bad token does. */
const PATIENCE = 100000;

/** For `mw.Api#getErrorMessage`: the answer is not one of a wiki's. */
const NO_ANSWER = { xhr: {}, textStatus: 'parsererror' };

/**
 * Puts an error into words: the wiki's own if its answer has any (`mw.Api#getErrorMessage` understands
 * plain text only since MediaWiki 1.43.9, and not in 1.44 and 1.45), else core's.
 *
 * @param error any error
 * @return plain text
 */
export function errorText( error: unknown ): string {
	const { data, message } = error as Error & { data?: { errors?: { text?: unknown }[] } };
	if ( !data ) {
		return message;
	}
	const { errors } = data;
	const texts = Array.isArray( errors ) ? errors.map( ( { text } ) => text ).filter( ( text ) => typeof text === 'string' ) : [];
	const api = new mw.Api();
	return texts.join( '\n' ) || ( errors ? '' : api.getErrorMessage( data ).text() ) || api.getErrorMessage( NO_ANSWER ).text();
}

/**
 * @param isAnswer whether the answer has the shape that the API documents
 * @throws {ApiError} with the code `http` if it has not: something else must have answered
 */
export function insist( isAnswer: unknown ): asserts isAnswer {
	if ( !isAnswer ) {
		throw apiError( 'http', NO_ANSWER );
	}
}

/**
 * Turns what `mw.Api` returns, whose rejections have two arguments, into a native promise.
 *
 * @param request
 * @return resolves to the API's answer, assumed to be of type `T`; rejects with an {@link ApiError}
 */
export function answerOf<T>( request: mw.Api.AbortablePromise ): Promise<T> {
	return new Promise( ( resolve, reject ) => {
		request.then(
			resolve as ( answer: unknown ) => void,
			// An empty answer comes as a string.
			( code: unknown, data: unknown ) => reject( apiError( String( code ), typeof data === 'object' && data || NO_ANSWER ) )
		);
		// An answer that makes mw.Api itself fail is never told.
		setTimeout( () => reject( apiError( 'http', NO_ANSWER ) ), PATIENCE );
	} );
}
