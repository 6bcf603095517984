/** What a user can choose. Whatever else stands there counts as the first of what is listed. */
export interface Settings {
	/** When to ask before logging out: `always`, where something would be lost (`loss`), `never`. */
	ask: string;
	/** Where to go after logging out: core's logged-out `page`, or this one again (`reload`). */
	after: string;
	/** For how long a check is good enough for somebody who reads: 5, or from 1 to 1440 minutes. */
	interval: number;
	/** Whether the save guard is on: `true`, `false`. */
	guard: unknown;
}

/** The user's option that keeps what they have chosen, as JSON. */
export const OPTION = 'userjs-session-guard';

/**
 * The settings of this wiki, where nothing is chosen: its interface admins may set them, by
 * `mw.config.set( 'sessionGuard', … )` on the page MediaWiki:Gadget-SessionGuard-defaults.js.
 */
export function siteSettings(): Settings {
	return Object.assign( { ask: 'always', after: 'page', interval: 5, guard: true }, mw.config.get( 'sessionGuard' ) );
}

/**
 * What the user has chosen; the wiki's settings for all that they have not.
 *
 * @return a new object
 */
export function readSettings(): Settings {
	let chosen: unknown;
	try {
		chosen = JSON.parse( mw.user.options.get( OPTION ) as string );
	} catch {}
	return Object.assign( siteSettings(), chosen );
}

/**
 * @param settings
 * @return in ms
 */
export function intervalOf( settings: Settings ): number {
	const { interval } = settings;
	return ( interval >= 1 && interval <= 1440 ? interval : 5 ) * 60000;
}
