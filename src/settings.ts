/** When to ask before logging out: always, if something would be lost, never. */
export const ASK = [ 'always', 'loss', 'never' ] as const;

/** Where to go after logging out: core's logged-out page, or this one again. */
export const AFTER = [ 'page', 'reload' ] as const;

/** What a user can choose. */
export interface Settings {
	ask: typeof ASK[ number ];
	after: typeof AFTER[ number ];
	/** For how long a check is good enough for somebody who reads: from 1 to 1440 minutes. */
	interval: number;
	/** Whether to check before the page's forms are sent. */
	guard: boolean;
	/** Whether to guard what other scripts send, too. */
	requests: boolean;
}

/** The user's option that keeps what they have chosen, as JSON. */
export const OPTION = 'userjs-session-guard';

const DEFAULTS: Settings = { ask: 'always', after: 'page', interval: 5, guard: true, requests: true };

/**
 * The settings of this wiki, where nothing is chosen: its interface admins may set them, by
 * `mw.config.set( 'sessionGuard', … )` on the page MediaWiki:Gadget-SessionGuard-defaults.js.
 */
export function siteSettings(): Settings {
	return parse( mw.config.get( 'sessionGuard' ), DEFAULTS );
}

/**
 * What the user has chosen; the wiki's settings for all that they have not.
 */
export function readSettings(): Settings {
	return parse( storedSettings(), siteSettings() );
}

/**
 * @return what the user's option holds, whatever that is
 */
export function storedSettings(): unknown {
	try {
		return JSON.parse( mw.user.options.get( OPTION ) as string );
	} catch {
		return undefined;
	}
}

/**
 * @param value
 * @return whether that is a number of minutes that an interval can have
 */
export function isInterval( value: unknown ): value is number {
	return Number.isInteger( value ) && value as number >= 1 && value as number <= 1440;
}

/**
 * @param chosen by somebody, who may have put anything there
 * @param defaults in the place of what is not there, or makes no sense
 */
function parse( chosen: unknown, defaults: Settings ): Settings {
	const choose = <T>( value: unknown, values: readonly T[], usual: T ): T => values.includes( value as T ) ? value as T : usual;
	const { ask, after, interval, guard, requests } = Object( chosen ) as Record<string, unknown>;
	return {
		ask: choose( ask, ASK, defaults.ask ),
		after: choose( after, AFTER, defaults.after ),
		interval: isInterval( interval ) ? interval : defaults.interval,
		guard: choose( guard, [ true, false ], defaults.guard ),
		requests: choose( requests, [ true, false ], defaults.requests )
	};
}
