/**
 * @param key of a message in `i18n/en.json`, without the prefix
 * @param params
 * @return the message as plain text
 */
export function msg( key: string, ...params: string[] ): string {
	return mw.message( `session-guard-${ key }`, ...params ).text();
}
