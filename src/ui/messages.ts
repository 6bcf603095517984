import en from '../i18n/en.json';

/**
 * Makes the gadget's messages known to `mw.message`.
 */
export function loadMessages(): void {
	// The build leaves @metadata out.
	mw.messages.set( en as unknown as Record<string, string> );
}

/**
 * @param key without the prefix
 * @param params
 * @return the message as plain text
 */
export function msg( key: string, ...params: string[] ): string {
	// Messages are listed in src/i18n/en.json
	return mw.message( `session-guard-${ key }`, ...params ).text();
}
