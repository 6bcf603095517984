import { answerOf, createApi, insist } from './wiki';

/** For how long a translation is kept, in s: a week. */
const KEPT = 604800;

/**
 * Fetches the gadget's messages in the reader's language, or for those that it lacks, in the languages
 * that MediaWiki falls back to, and keeps them for a week. English comes with the gadget.
 *
 * @param key to keep them under in the browser's storage
 * @return rejects with an `ApiError`
 * @see https://www.mediawiki.org/wiki/Manual:Language#Fallback_languages
 */
export function fetchTranslation( key: string ): Promise<void> {
	interface Answer {
		query?: { pages?: { title: string; revisions?: { slots: { main: { content: string } } }[] }[] };
	}
	return Promise.resolve( mw.loader.using( 'mediawiki.language' ) ).then( () => {
		const languages = mw.language.getFallbackLanguageChain().filter( ( language ) => language !== 'en' );
		return answerOf<Answer>( createApi().get( {
			formatversion: 2,
			action: 'query',
			titles: languages.map( ( language ) => `MediaWiki:Gadget-SessionGuard-i18n-${ language }.json` ),
			prop: 'revisions',
			rvprop: 'content',
			rvslots: 'main',
			// For browsers that store nothing for us.
			maxage: KEPT
		} ) ).then( ( { query } ) => {
			const pages = query?.pages;
			insist( pages );
			const translation: Record<string, string> = {};
			languages.reverse().forEach( ( language ) => {
				const page = pages.find( ( { title } ) => title.endsWith( `-i18n-${ language }.json` ) );
				const messages = parse( page?.revisions?.[ 0 ]?.slots.main.content );
				Object.keys( messages ).forEach( ( name ) => {
					const text = messages[ name ];
					if ( name.startsWith( 'session-guard-' ) && typeof text === 'string' ) {
						translation[ name ] = text;
					}
				} );
			} );
			mw.storage.setObject( key, translation, KEPT );
			mw.messages.set( translation );
		} );
	} );
}

/**
 * @param json content of a page, if there is one
 * @return an empty object if it cannot be read
 */
function parse( json: string | undefined ): Record<string, unknown> {
	try {
		return Object( JSON.parse( String( json ) ) ) as Record<string, unknown>;
	} catch {
		return {};
	}
}
