/**
 * What SessionGuard has for other gadgets. Name it among the dependencies of yours, then
 *
 *     const sessionGuard: SessionGuard = require( 'ext.gadget.SessionGuard' );
 *
 * In the user script, which is no module, and only loads the gadget where the wiki has it, the same is
 * `window.sessionGuard`.
 */
export interface SessionGuard {
	/**
	 * What is known of the session, without asking the wiki.
	 */
	state(): SessionGuardState;

	/**
	 * Asks the wiki now, renews the page's tokens where they went stale, and tells the reader and
	 * the other tabs what has changed. Calls while it is on its way join it.
	 *
	 * @return resolves to what is known then; never rejects
	 */
	check(): Promise<SessionGuardState>;

	/**
	 * Asks the wiki whether a token is good in this session. The token goes into the address of a
	 * GET request, as action=checktoken has it, and so into the wiki's own logs.
	 *
	 * @param type one of the wiki's token types, `csrf` for edits
	 * @param token
	 * @param options
	 * @return rejects with a {@link SessionGuardError}; with another error where the wiki does not hand
	 *  the code for it out
	 * @see https://www.mediawiki.org/wiki/API:Checktoken
	 */
	checkToken( type: string, token: string, options?: SessionGuardTokenOptions ): Promise<SessionGuardTokenCheck>;

	/**
	 * As a click on the log out link: asks as the reader wants to be asked, logs out, and leaves the
	 * page. What goes wrong is told to the reader.
	 *
	 * @return resolves when that is done, or was declined; rejects where the wiki does not hand the
	 *  code for it out. Resolves at once where nobody is logged in, or another logout is under way
	 */
	logout(): Promise<void>;
}

/** What is known of the session in which a page was loaded. */
export interface SessionGuardState {
	/**
	 * `valid`: the page's user is logged in, and its token is good; `checking`: the wiki is being
	 * asked; `unreachable`: it gave no usable answer; `logged-out`: nobody is logged in any more, or
	 * was when the page was made; `switched`: another account is.
	 */
	readonly state: 'valid' | 'checking' | 'unreachable' | 'logged-out' | 'switched';
	/** Whom the page was made for; null for nobody. */
	readonly user: string | null;
	/** Who is logged in instead, where the state is `switched`. */
	readonly other?: string;
}

/** How to check a token. */
export interface SessionGuardTokenOptions {
	/** An older token counts as expired: in s. */
	maxTokenAge?: number;
}

/** What the wiki says of a token. */
export interface SessionGuardTokenCheck {
	readonly result: 'valid' | 'expired' | 'invalid';
	/** When it was issued, as an ISO 8601 time; there whenever the string has a token's shape. */
	readonly generated?: string;
	/** What the wiki has to say besides, in the reader's language: of a percent-encoded token, for one. */
	readonly warnings: readonly string[];
}

/** The wiki refused, or could not be asked. */
export interface SessionGuardError extends Error {
	/** The API's error code; `http` where there was no usable answer at all. */
	readonly code: string;
	/** The same in words, in the reader's language. */
	readonly info: string;
}

declare global {
	interface Window {
		/** Only in the user script. */
		sessionGuard?: SessionGuard;
	}

	namespace mw {
		/**
		 * Hears what the state is, and each change; never fired where nobody is logged in.
		 *
		 * @param name
		 */
		function hook( name: 'sessionGuard.state' ): SessionGuardHook;
	}
}

/** As every `mw.hook`: a handler that is added late is called at once. */
export interface SessionGuardHook {
	add( ...handlers: ( ( state: SessionGuardState ) => void )[] ): this;
	remove( ...handlers: ( ( state: SessionGuardState ) => void )[] ): this;
	fire( state: SessionGuardState ): this;
}
