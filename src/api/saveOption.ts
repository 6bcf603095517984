import { answerOf, createApi, inWords } from './wiki';

/**
 * Saves one of the user's options, on the wiki and on this page.
 *
 * @param user whose option it is: nobody else's is changed
 * @param name
 * @param value null to go back to the wiki's default
 * @return rejects with an `ApiError`
 * @see https://www.mediawiki.org/wiki/API:Options
 */
export function saveOption( user: string, name: string, value: string | null ): Promise<void> {
	return answerOf( createApi( inWords() ).postWithToken( 'csrf', {
		action: 'options',
		assertuser: user,
		optionname: name,
		// Leaving it out restores the wiki's default.
		optionvalue: value ?? undefined
	} ) ).then( () => {
		mw.user.options.set( name, value as string );
	} );
}
