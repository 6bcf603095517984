/**
 * Calls back when the reader returns to this page: to its tab, to its window, from the
 * back-forward cache, or from being offline. One return may be reported several times.
 *
 * @param callback
 * @see https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export function onReturn( callback: () => unknown ): void {
	const ifVisible = (): void => {
		if ( document.visibilityState === 'visible' ) {
			callback();
		}
	};
	document.addEventListener( 'visibilitychange', ifVisible );
	window.addEventListener( 'focus', ifVisible );
	window.addEventListener( 'online', ifVisible );
	window.addEventListener( 'pageshow', ( { persisted } ) => {
		if ( persisted ) {
			ifVisible();
		}
	} );
}
