import { answerOf, insist, inWords } from './wiki';

/**
 * Logs a user out, and only this one. What extensions add to core's own logout (CheckUser its
 * client hints, since MediaWiki 1.44) is added here as well; where they fail at that, the user is
 * logged out without it.
 *
 * @param user name of the user who asked for it
 * @return rejects with an `ApiError`; an `isAssertFailure` where another user, or nobody,
 *  is logged in
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
		// A logout that went well has nothing to say, but for warnings.
		.then( ( answer ) => insist( Object.keys( answer ).every( ( key ) => key === 'warnings' ) ) );
}
