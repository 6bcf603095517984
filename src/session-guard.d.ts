/**
 * What SessionGuard offers to other gadgets. Add `ext.gadget.SessionGuard` to your gadget's
 * dependencies, then
 *
 *     const sessionGuard: SessionGuard = require( 'ext.gadget.SessionGuard' );
 *
 * The user script is not a module. If the wiki has no gadget for it to load, the same functions are at
 * `window.sessionGuard`.
 */
export interface SessionGuard {
	/**
	 * What is known of the session. Does not ask the wiki.
	 */
	state(): SessionGuardState;

	/**
	 * Asks the wiki now, renews the page's tokens if they went stale, and tells the reader and the
	 * other tabs what has changed. Calls while a check is under way join it.
	 *
	 * @return resolves to what is known afterwards; never rejects
	 */
	check(): Promise<SessionGuardState>;

	/**
	 * Asks the wiki whether a token is valid in this session. As action=checktoken requires, the token
	 * is part of a GET request's address, and so ends up in the wiki's own logs.
	 *
	 * @param type one of the wiki's token types, `csrf` for edits
	 * @param token
	 * @param options
	 * @return rejects with a {@link SessionGuardError}; with another error if the code for it cannot be
	 *  loaded
	 * @see https://www.mediawiki.org/wiki/API:Checktoken
	 */
	checkToken( type: string, token: string, options?: SessionGuardTokenOptions ): Promise<SessionGuardTokenCheck>;

	/**
	 * Does what a click on the log out link does: asks if the reader wants to be asked, logs out, and
	 * leaves the page. Tells the reader of errors.
	 *
	 * @return resolves when done or declined, and at once if nobody is logged in or another logout is
	 *  under way; rejects if the code for it cannot be loaded
	 */
	logout(): Promise<void>;
}

/** What is known of the session in which a page was loaded. */
export interface SessionGuardState {
	/**
	 * `valid`: the page's user is logged in; `checking`: the wiki is being asked; `unreachable`: it gave
	 * no usable answer; `logged-out`: nobody is logged in, or was when the page was made; `switched`:
	 * another account is logged in.
	 */
	readonly state: 'valid' | 'checking' | 'unreachable' | 'logged-out' | 'switched';
	/** The user for whom the page was made; null for nobody. */
	readonly user: string | null;
	/** Who is logged in instead, if the state is `switched`. */
	readonly other?: string;
}

/** How to check a token. */
export interface SessionGuardTokenOptions {
	/** In s: an older token counts as expired. */
	maxTokenAge?: number;
}

/** What the wiki says of a token. */
export interface SessionGuardTokenCheck {
	readonly result: 'valid' | 'expired' | 'invalid';
	/** When it was issued, as an ISO 8601 time; present whenever the string has a token's shape. */
	readonly generated?: string;
	/** The wiki's warnings, in the reader's language: about a percent-encoded token, for one. */
	readonly warnings: readonly string[];
}

/** The wiki refused, or did not answer. */
export interface SessionGuardError extends Error {
	/** The API's error code; `http` if there was no usable answer at all. */
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
		 * Fires with the current state and at each change; never if nobody is logged in.
		 *
		 * @param name
		 */
		function hook( name: 'sessionGuard.state' ): SessionGuardHook;
	}
}

/** As with every `mw.hook`, a handler that is added late is called at once. */
export interface SessionGuardHook {
	add( ...handlers: ( ( state: SessionGuardState ) => void )[] ): this;
	remove( ...handlers: ( ( state: SessionGuardState ) => void )[] ): this;
	fire( state: SessionGuardState ): this;
}
