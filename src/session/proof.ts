import { issuedAt } from './csrfToken';
import { isKept } from './lifecycle';
import { covers, disprove, prove } from './provenSpan';
import type { ProvenSpan } from './provenSpan';
import { WIKI_KEY } from './tabs';
import type { Tabs } from './tabs';

/** What one tab has proven for all. Never a token, nor anything of one but its second of issue. */
export interface SharedProof {
	span: ProvenSpan | null;
	/** When, by this machine's clock, in ms. */
	at: number;
	/** Every token issued up to here is dead: server time, in s. */
	dead: number;
}

/** When the token of this page was last known to be good. */
interface Proof {
	/** How long ago that was, in ms; `Infinity` for never, or where it is no more. */
	age(): number;
	/** How long ago the token was made, in ms: it was made when this page asked for it. */
	tokenAge(): number;
	/** Whether the wiki has found the token stale, or its user gone. */
	isDead(): boolean;
	/**
	 * The wiki found the token good.
	 *
	 * @param now by the wiki's clock, in s
	 * @param sent when it was asked, by ours, in ms
	 */
	valid( now: number, sent: number ): void;
	/** The wiki found the token stale. */
	invalid(): void;
	/**
	 * The page has a new token.
	 *
	 * @param token
	 * @param sent when the wiki was asked for it, by our clock, in ms
	 */
	renewed( token: string, sent: number ): void;
	/** Nothing is known any more: the session is lost. */
	forget(): void;
}

/** By how much a clock may be set right without making a proof worthless, in ms. */
const TOLERANCE = 60000;

/** How long a proof is kept for tabs to come, in s. */
const KEPT = 3600;

/**
 * A page that has just come from the wiki has a good token.
 *
 * @param user of this page
 * @param token of this page
 * @param tabs to share with
 */
export function createProof( user: string, token: string, tabs: Tabs ): Proof {
	const key = `${ WIKI_KEY }:${ user }`;
	let issued = issuedAt( token );
	// Times of ours are by this machine's clock, which all its tabs share, right or wrong.
	let at = Date.now();
	let made = at;
	if ( isKept() ) {
		at = -Infinity;
		made = issued * 1000;
	}
	/** The span that this page's own token was checked into. */
	let ownSpan = 0;
	/** For browsers that keep nothing for us. */
	let heard: SharedProof | null = null;

	/** Some tabs come late, or were frozen when another had something to tell. */
	function shared(): SharedProof {
		const stored: unknown = mw.storage.getObject( key );
		const proof = ( stored === false ? heard : stored ) as SharedProof | null;
		return proof || { span: null, at: 0, dead: 0 };
	}

	function share( span: ProvenSpan | null, dead: number ): void {
		heard = { span, at, dead };
		mw.storage.setObject( key, heard, KEPT );
		tabs.tell( 'proof', heard );
	}

	/**
	 * The page's token is dead, and with it every older one.
	 *
	 * @param span what is still proven
	 */
	function end( span: ProvenSpan | null ): void {
		at = -Infinity;
		ownSpan = 0;
		share( span, Math.max( shared().dead, issued ) );
	}

	tabs.on( 'proof', ( proof ) => {
		heard = proof;
	} );

	const own: Proof = {
		age() {
			const { span, at: sharedAt } = shared();
			const proven = span && ( span.id === ownSpan || covers( span, issued ) ) ? Math.max( at, sharedAt ) : at;
			const age = Date.now() - proven;
			// Far in the future: the clock was set back.
			return age < -TOLERANCE || own.isDead() ? Infinity : age;
		},
		tokenAge: () => Date.now() - made,
		isDead: () => issued <= shared().dead,
		valid( now, sent ) {
			const { span, dead } = shared();
			const proven = prove( span, issued, now );
			at = sent;
			ownSpan = proven.id;
			share( proven, dead );
		},
		invalid: () => end( disprove( shared().span, issued ) ),
		renewed( fresh, sent ) {
			issued = issuedAt( fresh );
			made = sent;
			own.valid( issued, sent );
		},
		forget: () => end( null )
	};
	return own;
}
