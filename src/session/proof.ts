import { issuedAt } from './csrfToken';
import { covers, disprove, prove } from './provenSpan';
import type { ProvenSpan } from './provenSpan';
import type { Tabs } from './tabs';
import { WIKI_KEY } from './wikiKey';

/** What one tab has proven for all. Never a token, nor anything of one but its second of issue. */
interface SharedProof {
	span: ProvenSpan | null;
	/** When that was proven, by this machine's clock, in ms. */
	at: number;
	/** Every token issued up to here is dead: server time, in s. */
	dead: number;
}

/** When the token of this page was last known to be good. */
export interface Proof {
	/** Time since then, in ms; `Infinity` if it never was, or is no more. */
	age(): number;
	/** Age of the token, in ms, counted from page load or renewal; for a cached page, from its timestamp. */
	tokenAge(): number;
	/**
	 * Whether this page itself has seen the token proven within the last 10 s. What other tabs say
	 * does not count: a Save relies on this.
	 */
	isFresh(): boolean;
	/** Whether the page's token is known to be dead. */
	isDead(): boolean;
	/**
	 * The wiki found the token good.
	 *
	 * @param now by the wiki's clock, in s
	 * @param sent when the wiki was asked, by this machine's clock, in ms
	 */
	valid( now: number, sent: number ): void;
	/** The wiki found the token stale, or its user gone. */
	invalid(): void;
	/**
	 * The page has a new token.
	 *
	 * @param token
	 * @param sent when the wiki was asked for it, by this machine's clock, in ms
	 */
	renewed( token: string, sent: number ): void;
	/** The session is lost: whatever was proven is void. */
	forget(): void;
}

/** For how long a proof is good enough for what is about to happen, in ms. */
export const FRESH = 10000;

/** By how much a clock may be set right without making a proof worthless, in ms. */
const TOLERANCE = 60000;

/** How long a proof is kept for tabs that open later, in s. */
const KEPT = 3600;

/**
 * A page that has just come from the wiki has a good token.
 *
 * @param user of this page
 * @param token of this page
 * @param tabs to share with
 * @param isKept whether the page came out of the browser's cache, and so proves nothing
 */
export function createProof( user: string, token: string, tabs: Tabs, isKept: boolean ): Proof {
	const key = `${ WIKI_KEY }:${ user }`;
	let issued = issuedAt( token );
	// By this machine's clock, right or wrong: all its tabs share it.
	let at = isKept ? -Infinity : Date.now();
	let made = isKept ? issued * 1000 : at;
	/** The span that this page's own token was checked into. */
	let ownSpan = 0;
	/** For browsers that keep nothing for us. */
	let heard: SharedProof | null = null;

	/** Some tabs open later, or were frozen when another had something to tell. */
	function shared(): SharedProof {
		const stored: unknown = mw.storage.getObject( key );
		return ( stored === false ? heard : readProof( stored ) ) ?? { span: null, at: 0, dead: 0 };
	}

	function share( span: ProvenSpan | null, dead: number ): void {
		heard = { span, at, dead };
		mw.storage.setObject( key, heard, KEPT );
		tabs.tell( 'proof', heard );
	}

	/**
	 * The page's token is dead, and every older one with it.
	 *
	 * @param span what is still proven
	 */
	function end( span: ProvenSpan | null ): void {
		at = -Infinity;
		ownSpan = 0;
		share( span, Math.max( shared().dead, issued ) );
	}

	/** @param time of a proof */
	function ageOf( time: number ): number {
		const age = Date.now() - time;
		// Far in the future: the clock was set back.
		return age < -TOLERANCE || own.isDead() ? Infinity : age;
	}

	tabs.on( 'proof', ( proof ) => {
		heard = readProof( proof );
	} );

	const own: Proof = {
		age() {
			const { span, at: sharedAt } = shared();
			return ageOf( span && ( span.id === ownSpan || covers( span, issued ) ) ? Math.max( at, sharedAt ) : at );
		},
		tokenAge: () => Date.now() - made,
		isFresh: () => ageOf( at ) <= FRESH,
		isDead: () => issued <= shared().dead,
		valid( now, sent ) {
			const { span, dead } = shared();
			const proven = prove( span, issued, now );
			at = sent;
			ownSpan = proven.id;
			// The wiki's answer outdoes whatever was said of this token.
			share( proven, Math.min( dead, issued - 1 ) );
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

/**
 * @param data from the storage or another tab, where any script of this origin may put anything
 * @return null where that is no proof
 */
function readProof( data: unknown ): SharedProof | null {
	const { span, at, dead } = Object( data ) as Partial<SharedProof>;
	const { id, from, until } = Object( span ) as Partial<ProvenSpan>;
	return isNumber( dead ) ? {
		span: isNumber( id ) && isNumber( from ) && isNumber( until ) ? { id, from, until } : null,
		at: isNumber( at ) ? at : -Infinity,
		dead
	} : null;
}

/**
 * @param value
 */
function isNumber( value: unknown ): value is number {
	return Number.isFinite( value );
}
