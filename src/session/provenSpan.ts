/**
 * What checks have proven for all tokens of one user in one browser. The secret that signs them lives
 * in the session and, once changed, never comes back. So every token issued after `from` and up to
 * `until` comes from one secret, which was good as of `until`.
 */
export interface ProvenSpan {
	/** Tells this span from a later one that begins in the same second. */
	id: number;
	/** Server time, in s. */
	from: number;
	/** Server time, in s. */
	until: number;
}

/** By how many seconds the clocks of a wiki's servers may differ. */
const MARGIN = 5;

/**
 * A token was found valid.
 *
 * @param span what was proven before
 * @param issued when the token was issued: server time, in s
 * @param now when it was found valid: server time, in s
 * @return what is proven now
 */
export function prove( span: ProvenSpan | null, issued: number, now: number ): ProvenSpan {
	// A token issued just before `until` may, by another server's clock, have been issued after it:
	// then it says nothing of the secret before.
	return span && issued <= span.until - MARGIN ?
		{ id: span.id, from: Math.min( span.from, issued ), until: Math.max( span.until, now ) } :
		{ id: Math.random(), from: issued, until: now };
}

/**
 * A token was found invalid: its secret is gone, and every one before.
 *
 * @param span what was proven before
 * @param issued when the token was issued: server time, in s
 * @return what still is
 */
export function disprove( span: ProvenSpan | null, issued: number ): ProvenSpan | null {
	// The margin: what seems to be older may, by another server's clock, be of the span.
	return span && issued > span.from - MARGIN ? null : span;
}

/**
 * Whether a token that nobody has checked is proven by the checks of others.
 *
 * @param span
 * @param issued when the token was issued: server time, in s
 */
export function covers( span: ProvenSpan, issued: number ): boolean {
	return issued > span.from + MARGIN && issued <= span.until;
}
