/** What is known of the session in which this page was loaded. */
export type SessionStatus =
	/**
	 * `valid`: the page's user is logged in, and the page's token is good. `unreachable`: the wiki
	 * gave no usable answer. `logged-out`: nobody is logged in any more.
	 */
	{ state: 'valid' | 'checking' | 'unreachable' | 'logged-out' } |
	/** `switched`: somebody else is logged in now, by this name. */
	{ state: 'switched'; other: string };

/** The session of this page, as far as it is known, and whom to tell. */
export interface Session {
	/** The user whom the wiki made this page for. */
	readonly user: string;
	readonly status: SessionStatus;
	/** Whether the user was found logged out, or another, and not back since. */
	readonly isLost: boolean;
	/** Tells the observers, where the status is another than before. */
	update( status: SessionStatus ): void;
	/** Calls the observer now, and after each change. */
	observe( observer: ( status: SessionStatus ) => void ): void;
}

/**
 * A page that has just loaded holds a good token, as far as anybody knows: the session begins as
 * `valid`.
 *
 * @param user name of the page's user
 */
export function createSession( user: string ): Session {
	const observers: ( ( status: SessionStatus ) => void )[] = [];
	let current: SessionStatus = { state: 'valid' };
	let isLost = false;
	return {
		user,
		get status() {
			return current;
		},
		get isLost() {
			return isLost;
		},
		update( status ) {
			if ( status.state === 'valid' ) {
				isLost = false;
			} else if ( status.state === 'logged-out' || status.state === 'switched' ) {
				isLost = true;
			}
			const changed = JSON.stringify( status ) !== JSON.stringify( current );
			current = status;
			if ( changed ) {
				observers.forEach( ( observer ) => observer( status ) );
			}
		},
		observe( observer ) {
			observers.push( observer );
			observer( current );
		}
	};
}
