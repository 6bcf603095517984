import { answerOf, insist, inWords } from './wiki';

/**
 * Logs this user out, and nobody else. Includes what extensions add to core's own logout (since
 * MediaWiki 1.44, CheckUser adds client hints); if they fail to, the user is logged out without it.
 *
 * @param user name of the user who asked for it
 * @return rejects with an `ApiError`, which is an `isAssertFailure` if another user, or nobody, is
 *  logged in
 * @see https://www.mediawiki.org/wiki/API:Logout
 * @see resources/src/mediawiki.page.ready/ready.js in MediaWiki
 */
export function logout( user: string ): Promise<void> {
	const api = new mw.Api( { parameters: inWords() } );
	return Promise.resolve()
		.then( () => 'prepareExtensibleApiRequest' in api ? api.prepareExtensibleApiRequest( 'extendLogout' ) : {} )
		.catch( () => ( {} ) )
		.then( ( params ) => answerOf<object>( api.postWithToken(
			'csrf',
			Object.assign( {}, params, { action: 'logout', assertuser: user } )
		) ) )
		// A successful logout answers `{}`, apart from warnings.
		.then( ( answer ) => insist( Object.keys( answer ).every( ( key ) => key === 'warnings' ) ) );
}
