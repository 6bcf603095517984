import { issuedAt } from './csrfToken';
import { covers } from './provenSpan';
import type { ProvenSpan } from './provenSpan';
import type { Tabs } from './tabs';
import { WIKI_KEY } from './wikiKey';

/** What one tab has proven for all. Never a token, nor anything of one but its second of issue. */
export interface SharedProof {
	span: ProvenSpan | null;
	/** When that was proven, by this machine's clock, in ms. */
	at: number;
	/** Every token issued up to here is dead: server time, in s. */
	dead: number;
}

/** When the token of this page was last known to be good. `proving.ts` says what an answer of the wiki's proves. */
export interface Proof {
	/** When the page's token was issued: server time, in s. */
	issued(): number;
	/** Age of the token, in ms, counted from page load or renewal; for a cached page, from its timestamp. */
	tokenAge(): number;
	/** Time since the token was last known to be good, in ms; `Infinity` if it never was, or is no more. */
	age(): number;
	/**
	 * Whether this page itself has seen the token proven within the last 10 s. What other tabs say
	 * does not count: a Save relies on this.
	 */
	isFresh(): boolean;
	/** Whether the page's token is known to be dead. */
	isDead(): boolean;
	/** What is proven for all tabs. */
	shared(): SharedProof;
	/**
	 * The page has a new token.
	 *
	 * @param token
	 * @param sent when the wiki was asked for it, by this machine's clock, in ms
	 */
	replace( token: string, sent: number ): void;
	/**
	 * Takes over what is proven now, and shares it.
	 *
	 * @param proof `at`: when the page's token was found good; `-Infinity` if it was not
	 */
	record( proof: SharedProof ): void;
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
	/** For browsers that keep nothing for us, or have no room. */
	let heard: SharedProof | null = null;

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
		issued: () => issued,
		tokenAge: () => Date.now() - made,
		age() {
			const { span, at: sharedAt } = own.shared();
			return ageOf( span && ( span.id === ownSpan || covers( span, issued ) ) ? Math.max( at, sharedAt ) : at );
		},
		isFresh: () => ageOf( at ) <= FRESH,
		isDead: () => issued <= own.shared().dead,
		shared() {
			// Some tabs open later, or were frozen when another had something to tell.
			return readProof( mw.storage.getObject( key ) ) || heard || { span: null, at: 0, dead: 0 };
		},
		replace( fresh, sent ) {
			issued = issuedAt( fresh );
			made = sent;
		},
		record( proof ) {
			heard = proof;
			at = proof.at;
			ownSpan = isFinite( at ) && proof.span ? proof.span.id : 0;
			mw.storage.setObject( key, proof, KEPT );
			tabs.tell( 'proof', proof );
		},
		forget: () => own.record( { span: null, at: -Infinity, dead: Math.max( own.shared().dead, issued ) } )
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
