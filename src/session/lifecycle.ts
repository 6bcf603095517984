/** How often to look whether the machine slept, and what else is due, in ms. */
const TICK = 30000;

/**
 * Calls back when the reader returns to this page: to its tab, to its window, from the
 * back-forward cache, from being offline, from a machine that slept; and at the first touch. One
 * return may be reported several times.
 *
 * @param callback
 * @see https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export function onReturn( callback: () => unknown ): void {
	const ifVisible = (): void => {
		if ( isVisible() ) {
			callback();
		}
	};
	$( [ document, window ] ).on( 'visibilitychange focus online', ifVisible );
	$( document ).one( 'pointermove keydown', ifVisible );
	onLeave( $.noop, ifVisible );
	let last = Date.now();
	onTick( () => {
		const now = Date.now();
		if ( now - last > 3 * TICK ) {
			ifVisible();
		}
		last = now;
	} );
}

/**
 * Calls back every 30 s; less often in a hidden tab, as browsers have it.
 *
 * @param callback
 */
export function onTick( callback: () => unknown ): void {
	setInterval( callback, TICK );
}

/**
 * Calls back when the page leaves the screen, perhaps for the back-forward cache, and when it is
 * back from there.
 *
 * @param leave
 * @param back
 */
export function onLeave( leave: () => unknown, back: () => unknown ): void {
	window.addEventListener( 'pagehide', leave );
	window.addEventListener( 'pageshow', ( { persisted } ) => {
		if ( persisted ) {
			back();
		}
	} );
}

/**
 * Calls back when the reader types, or otherwise gives input.
 *
 * @param callback
 */
export function onInput( callback: () => unknown ): void {
	document.addEventListener( 'input', callback, true );
}

/**
 * Whether the reader can see this page.
 */
export function isVisible(): boolean {
	return !document.hidden;
}

/**
 * Whether the browser had kept this page: it may be of a session that is gone. MediaWiki says
 * “not modified” all the same, and the Back button does not even ask.
 *
 * @see OutputPage::checkLastModified in MediaWiki
 */
export function isKept(): boolean {
	return ( performance.getEntriesByType( 'navigation' ) as PerformanceNavigationTiming[] )
		.some( ( { transferSize, encodedBodySize } ) => transferSize < encodedBodySize );
}
