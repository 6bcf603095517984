/**
 * What is known of the session in which this page was loaded. Only an answer of the wiki's, or the
 * word of another tab that has one, changes it.
 */
export type Verdict =
	/** `valid`: the page's user is logged in. `logged-out`: nobody is. */
	{ state: 'valid' | 'logged-out' } |
	/** `switched`: somebody else is, by this name. */
	{ state: 'switched'; other: string };

/** Whether the wiki is being asked; `unreachable`: it gave no usable answer when it last was. */
export type Contact = 'idle' | 'checking' | 'unreachable';

/** The session of this page: what is known of it, and whom to tell. */
export interface Session {
	/** Name of the user whom the wiki made this page for. */
	readonly user: string;
	readonly verdict: Verdict;
	readonly contact: Contact;
	/** Whether the user is logged out, or another user logged in. */
	readonly isLost: boolean;
	/** Verdict and contact in one word, as the indicator shows it: the contact, unless it is idle. */
	readonly state: Verdict[ 'state' ] | Exclude<Contact, 'idle'>;
	/** Takes over what is given, and tells the observers if anything has changed. */
	update( news: { verdict?: Verdict; contact?: Contact } ): void;
	/**
	 * Calls the observer now, and after each change.
	 *
	 * @return call it to stop that
	 */
	observe( observer: () => void ): () => void;
}

/**
 * A page that has just loaded holds a good token, as far as anybody knows: the session begins as
 * `valid`.
 *
 * @param user name of the page's user
 */
export function createSession( user: string ): Session {
	const observers = new Set<() => void>();
	let verdict: Verdict = { state: 'valid' };
	let contact: Contact = 'idle';
	return {
		user,
		get verdict() {
			return verdict;
		},
		get contact() {
			return contact;
		},
		get isLost() {
			return verdict.state !== 'valid';
		},
		get state() {
			return contact === 'idle' ? verdict.state : contact;
		},
		update( news ) {
			const before = JSON.stringify( [ verdict, contact ] );
			verdict = news.verdict || verdict;
			contact = news.contact || contact;
			if ( JSON.stringify( [ verdict, contact ] ) !== before ) {
				observers.forEach( ( observer ) => observer() );
			}
		},
		observe( observer ) {
			observers.add( observer );
			observer();
			return () => observers.delete( observer );
		}
	};
}
