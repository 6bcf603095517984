import type { SessionGuard, SessionGuardError } from '../session-guard';
import { checkToken } from './checkToken';
import { errorText, inWords } from './wiki';
import type { ApiError } from './wiki';

/**
 * `checkToken` for other gadgets: with answers and errors in words, which never quote the request.
 *
 * @param type one of the wiki's token types
 * @param token
 * @param options
 * @return rejects with a `SessionGuardError`
 */
export const checkTokenForOthers: SessionGuard[ 'checkToken' ] = ( type, token, options ) => {
	const { maxTokenAge } = Object( options ) as { maxTokenAge?: number };
	return checkToken( type, token, Object.assign( inWords(), maxTokenAge === undefined ? {} : { maxtokenage: maxTokenAge } ) ).then(
		( { result, generated, warnings = [] } ) => Object.assign(
			{ result, warnings: warnings.map( ( { text } ) => text ) },
			generated && { generated }
		),
		( error: unknown ): never => {
			const info = errorText( error );
			const told: SessionGuardError = Object.assign( new Error( info ), { code: ( error as ApiError ).code, info } );
			throw told;
		}
	);
};
