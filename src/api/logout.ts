import { parametersOf } from './parameters';
import { answerOf, createApi, insist, inWords } from './wiki';

/** The first MediaWiki whose module may end a user's sessions everywhere is 1.47. */
const KNOWS_GLOBAL = 47;

/**
 * Whether this wiki can end a user's sessions in all browsers, by the parameter `global`.
 *
 * @return resolves without a request on MediaWiki before 1.47; to `false` where it cannot be known
 */
export function hasGlobalLogout(): Promise<boolean> {
	const [ , minor ] = /^1\.(\d+)/.exec( mw.config.get( 'wgVersion' ) ) ?? [];
	return Number( minor ) < KNOWS_GLOBAL ? Promise.resolve( false ) :
		parametersOf( 'logout' ).then( ( parameters ) => parameters.some( ( { name } ) => name === 'global' ), () => false );
}

/**
 * Logs this user out, and nobody else. Includes what extensions add to core's own logout (since
 * MediaWiki 1.44, CheckUser adds client hints); if they fail to, the user is logged out without it.
 *
 * @param user name of the user who asked for it
 * @param everywhere whether in all browsers, where `hasGlobalLogout`
 * @return rejects with an `ApiError`, which is an `isAssertFailure` if another user, or nobody, is
 *  logged in
 * @see https://www.mediawiki.org/wiki/API:Logout
 * @see resources/src/mediawiki.page.ready/ready.js in MediaWiki
 */
export function logout( user: string, everywhere: boolean ): Promise<void> {
	const api = createApi( inWords() );
	return Promise.resolve()
		.then( () => 'prepareExtensibleApiRequest' in api ? api.prepareExtensibleApiRequest( 'extendLogout' ) : {} )
		.catch( () => ( {} ) )
		.then( ( params ) => answerOf<object>( api.postWithToken(
			'csrf',
			Object.assign( {}, params, { action: 'logout', assertuser: user, ...everywhere && { global: true } } )
		) ) )
		// A successful logout answers `{}`, apart from warnings.
		.then( ( answer ) => insist( Object.keys( answer ).every( ( key ) => key === 'warnings' ) ) );
}
