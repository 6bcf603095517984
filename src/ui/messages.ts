/**
 * Adds English messages for those that have no translation yet.
 *
 * @param english
 */
export function addMessages( english: Record<string, string> ): void {
	Object.keys( english ).forEach( ( key ) => mw.messages.exists( key ) || mw.messages.set( key, english[ key ] as string ) );
}

/**
 * @param key of a message in `i18n/en.json`, without the prefix
 * @param params
 * @return the message as plain text
 */
export function msg( key: string, ...params: ( string | number )[] ): string {
	return mw.message( `session-guard-${ key }`, ...params ).text();
}
