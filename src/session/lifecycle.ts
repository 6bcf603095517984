/** How often to check whether the machine was asleep, and what else is due, in ms. */
const TICK = 30000;

/** How long something waits for an idle moment at most, in ms. */
const PATIENCE = 500;

/**
 * Calls back when the reader returns to this page: to its tab or window, from the back-forward cache,
 * from being offline, from sleep; and when they first touch it. One return may be reported several
 * times.
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
	document.addEventListener( 'visibilitychange', ifVisible );
	window.addEventListener( 'focus', ifVisible );
	window.addEventListener( 'online', ifVisible );
	document.addEventListener( 'pointermove', ifVisible, { once: true } );
	document.addEventListener( 'keydown', ifVisible, { once: true } );
	onLeave( () => {}, ifVisible );
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
 * Calls back every 30 s, or less often in a hidden tab, where browsers slow timers down.
 *
 * @param callback
 */
export function onTick( callback: () => unknown ): void {
	setInterval( callback, TICK );
}

/**
 * Calls back when the page is left, and when it comes back from the back-forward cache.
 *
 * @param leave called also if the page goes for good
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
 * Calls back when the reader types, or changes a form in any other way.
 *
 * @param callback
 */
export function onInput( callback: () => unknown ): void {
	document.addEventListener( 'input', callback, true );
}

/**
 * Calls back when the browser has nothing better to do, or after 500 ms.
 *
 * @param callback
 */
export function whenIdle( callback: () => unknown ): void {
	mw.requestIdleCallback( callback, { timeout: PATIENCE } );
}

/**
 * Whether the reader can see this page.
 */
export function isVisible(): boolean {
	return !document.hidden;
}

/**
 * Whether this page came out of the browser's cache. It may be of a session that is gone: even then,
 * MediaWiki answers “not modified”, and the Back button does not even ask.
 *
 * @see OutputPage::checkLastModified in MediaWiki
 */
export function isKept(): boolean {
	return ( performance.getEntriesByType( 'navigation' ) as PerformanceNavigationTiming[] )
		// Of such a page, WebKit tells no size at all, but when it came; of one that is still on its way, nobody tells either.
		.some( ( { transferSize, encodedBodySize, responseEnd } ) => transferSize < ( encodedBodySize || responseEnd ) );
}
