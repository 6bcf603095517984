import { answerOf, inWords } from './wiki';

/**
 * Keeps an option of the user's, on the wiki and on this page.
 *
 * @param user whose it is: nobody else's is changed
 * @param name
 * @param value null: back to the wiki's own
 * @return rejects with an `ApiError`
 * @see https://www.mediawiki.org/wiki/API:Options
 */
export function saveOption( user: string, name: string, value: string | null ): Promise<void> {
	return answerOf( new mw.Api( { parameters: inWords() } ).postWithToken( 'csrf', {
		action: 'options',
		assertuser: user,
		optionname: name,
		// Left out, it is the wiki's own again.
		optionvalue: value ?? undefined
	} ) ).then( () => {
		mw.user.options.set( name, value as string );
	} );
}
