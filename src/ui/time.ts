/** Units by their length in s, the longest first. */
const UNITS: [ Intl.RelativeTimeFormatUnit, number ][] = [ [ 'day', 86400 ], [ 'hour', 3600 ], [ 'minute', 60 ], [ 'second', 1 ] ];

/**
 * @param age in ms
 * @return in the reader's language, like “5 minutes ago”
 */
export function ago( age: number ): string {
	const seconds = Math.max( 0, Math.round( age / 1000 ) );
	const [ unit, length ] = UNITS.find( ( [ , duration ] ) => seconds >= duration ) ?? [ 'second' as const, 1 ];
	// The page's language as the browser knows it: MediaWiki's own codes differ.
	// eslint-disable-next-line compat/compat -- Support: Safari < 14 has no panel, and no title
	return new Intl.RelativeTimeFormat( document.documentElement.lang || 'en', { numeric: 'auto' } ).format( -Math.floor( seconds / length ), unit );
}
