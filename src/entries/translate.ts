import { WIKI_KEY } from '../session/wikiKey';
import { fetchMore } from './fetchGadget';

/**
 * Puts messages in the reader's language in the place of the English ones: without a request for
 * English, and with one a week for every other language.
 *
 * @return resolves when that is done, as far as it can be; never rejects
 */
export function translate(): Promise<unknown> {
	const language = mw.config.get( 'wgUserLanguage' );
	const key = `${ WIKI_KEY }:i18n:${ language }`;
	const kept: unknown = language === 'en' ? {} : mw.storage.getObject( key );
	return kept ?
		Promise.resolve( mw.messages.set( kept as Record<string, string> ) ) :
		fetchMore().then( ( more ) => more.fetchTranslation( key ) ).catch( () => {} );
}
