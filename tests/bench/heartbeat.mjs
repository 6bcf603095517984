/*
 * The rules of WordPress’s heartbeat (wp-includes/js/heartbeat.js, 6.x), by which its writers learn that
 * they are logged out: one request a minute, unless the site says otherwise; one in two minutes while
 * the tab has no focus, or was not touched for five; none once it was not touched for ten, until it is
 * touched again. All in seconds.
 */
const FOCUSED = 60;
const BLURRED = 120;
const IDLE = 300;
const SUSPENDED = 600;
/** How often it looks whether the tab is still used. */
const LOOKS = 30;

/**
 * Counts the requests that it would send from one tab, which the reader touches when it opens.
 *
 * @param {number} length for how long the tab is open, in s
 * @param {number[]} [touches] when the reader comes back to it, in s
 * @param {boolean} [stays] whether the tab keeps the focus then
 * @return {number} requests
 */
export function heartbeats( length, touches = [], stays = true ) {
	const touched = new Set( touches );
	let [ hasFocus, isSuspended, lastTouch, lastBeat, nextBeat, count ] = [ true, false, 0, 0, FOCUSED, 0 ];
	const schedule = () => {
		nextBeat = lastBeat + ( hasFocus ? FOCUSED : BLURRED );
	};
	for ( let now = 1; now <= length; now++ ) {
		if ( touched.has( now ) ) {
			isSuspended = false;
			lastTouch = now;
			if ( !hasFocus ) {
				hasFocus = true;
				schedule();
			}
		} else if ( now % LOOKS === 0 ) {
			hasFocus &&= now - lastTouch <= IDLE;
			isSuspended ||= now - lastTouch > SUSPENDED;
		}
		if ( now >= nextBeat && !isSuspended ) {
			count++;
			lastBeat = now;
			schedule();
		}
		hasFocus &&= stays || !touched.has( now );
	}
	return count;
}
