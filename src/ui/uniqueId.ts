/**
 * @return an id that nothing on the page has: what users have written may have any that can be guessed,
 *  and would be read out in the place of ours
 */
export function uniqueId(): string {
	return `session-guard-${ Math.random().toString( 36 ).slice( 2 ) }`;
}
