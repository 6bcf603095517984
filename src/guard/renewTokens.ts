import { freshTokens } from '../api/freshTokens';
import type { FreshTokens } from '../api/freshTokens';
import { insist } from '../api/wiki';
import { issuedAt } from '../session/csrfToken';

/**
 * Fetches fresh tokens and puts them wherever this page holds the old ones: in the fields of forms,
 * `mw.user.tokens`, and `mw.Api`. Another user's tokens are not used.
 *
 * @param user of this page
 * @param fillForms puts a token into the forms
 * @param heldRequests tells how many requests of this page are being held
 * @return the tokens, and whose they are; rejects with an `ApiError`
 */
export function renewTokens( user: string, fillForms: ( token: string ) => void, heldRequests: () => number ): Promise<FreshTokens> {
	return freshTokens( heldRequests ).then( ( fresh ) => {
		if ( fresh.user === user ) {
			const token = String( fresh.tokens.csrfToken );
			insist( issuedAt( token ) );
			fillForms( token );
			put( fresh.tokens );
		}
		return fresh;
	} );
}

/**
 * @param tokens by the names that `mw.user.tokens` has for them
 */
function put( tokens: Record<string, string> ): void {
	mw.user.tokens.set( tokens );
	const api = new mw.Api();
	Object.keys( tokens ).forEach( ( name ) => {
		const type = name.replace( 'Token', '' );
		// What one instance of mw.Api fetches, all of them keep. This one need not ask the wiki.
		api.get = () => $.Deferred().resolve( { query: { tokens: { [ `${ type }token` ]: tokens[ name ] } } } )
			.promise( { abort() {} } ) as ReturnType<typeof api.get>;
		api.badToken( type );
		void api.getToken( type );
	} );
}
