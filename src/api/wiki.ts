/** What the wiki, or the way to it, answered instead of a result. */
export interface ApiError extends Error {
	/** The API's error code; `http` where there was no usable answer at all. */
	code: string;
	/**
	 * What `mw.Api#getErrorMessage` makes words of. It may quote what was asked: it is shown to the
	 * reader by that method alone, and never logged or kept.
	 */
	data: object;
}

/**
 * Not a class: each page of the gadget would have one of its own.
 *
 * @param code
 * @param data
 */
function apiError( code: string, data: ApiError[ 'data' ] ): ApiError {
	return Object.assign( new Error( code ), { code, data } );
}

/**
 * Whether the wiki refused because somebody else, or nobody, is logged in. MediaWiki words it in
 * two ways.
 *
 * @param error of a request, or any other
 * @see https://www.mediawiki.org/wiki/API:Assert
 */
export function isAssertFailure( error: unknown ): boolean {
	return /^assert\w*failed$/.test( ( error as ApiError ).code );
}

/**
 * @param error of a request, or any other
 * @return for how long the wiki wants to be left alone, in ms; 0 where it has not said
 */
export function retryAfter( error: unknown ): number {
	try {
		return 1000 * Number( ( ( error as ApiError ).data as { xhr: JQuery.jqXHR } ).xhr.getResponseHeader( 'Retry-After' ) ) || 0;
	} catch {
		return 0;
	}
}

/**
 * @return parameters for errors and warnings that a reader shall see: as plain text, in their
 *  language
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

/** For `mw.Api#getErrorMessage`: what came is not an answer of a wiki's. */
const NO_ANSWER = { xhr: {}, textStatus: 'parsererror' };

/**
 * Puts an error into words. Those of the answer itself are taken as they are: `mw.Api#getErrorMessage`
 * knows plain text only since MediaWiki 1.43.9, and not in 1.44 and 1.45. Where there is no answer,
 * they are core's.
 *
 * @param error of a request, or any other
 * @return plain text
 */
export function errorText( error: unknown ): string {
	const { data, message } = error as Error & { data?: { errors?: { text?: unknown }[] } };
	if ( !data ) {
		return message;
	}
	const { errors } = data;
	const texts = Array.isArray( errors ) ? errors.map( ( { text } ) => text ).filter( ( text ) => typeof text === 'string' ) : [];
	return texts.join( '\n' ) || new mw.Api().getErrorMessage( errors ? NO_ANSWER : data ).text();
}

/**
 * @param isAnswer whether what came has the shape that the API documents
 * @throws {ApiError} with the code `http`, where it has not: something on the way answered instead
 */
export function insist( isAnswer: unknown ): asserts isAnswer {
	if ( !isAnswer ) {
		throw apiError( 'http', NO_ANSWER );
	}
}

/**
 * Makes a native promise of what `mw.Api` gives, whose rejections have two arguments.
 *
 * @param request
 * @return resolves to the API's answer, taken to be of type `T`; rejects with an {@link ApiError}
 */
export function answerOf<T>( request: mw.Api.AbortablePromise ): Promise<T> {
	return new Promise( ( resolve, reject ) => {
		request.then(
			resolve as ( answer: unknown ) => void,
			// An empty answer comes as a string.
			( code: unknown, data: unknown ) => reject( apiError( String( code ), typeof data === 'object' && data || NO_ANSWER ) )
		);
	} );
}
