import { WIKI_KEY } from '../session/wikiKey';
import { fetchMore } from './fetchGadget';

/**
 * Replaces the English messages with those in the reader's language. That takes one request a week,
 * and none for English.
 *
 * @return resolves when done, whether or not there was a translation; never rejects
 */
export function translate(): Promise<unknown> {
	const language = mw.config.get( 'wgUserLanguage' );
	const key = `${ WIKI_KEY }:i18n:${ language }`;
	const kept: unknown = language === 'en' ? {} : mw.storage.getObject( key );
	return kept ?
		Promise.resolve( mw.messages.set( kept as Record<string, string> ) ) :
		fetchMore().then( ( more ) => more.fetchTranslation( key ) ).catch( () => {} );
}
