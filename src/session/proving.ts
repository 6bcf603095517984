import type { Proof } from './proof';
import { disprove, prove } from './provenSpan';

/**
 * The wiki found the page's token good.
 *
 * @param proof
 * @param now by the wiki's clock, in s
 * @param sent when the wiki was asked, by this machine's clock, in ms
 */
export function foundValid( proof: Proof, now: number, sent: number ): void {
	const { span, dead } = proof.shared();
	const issued = proof.issued();
	// The wiki's answer outdoes whatever was said of this token.
	proof.record( { span: prove( span, issued, now ), at: sent, dead: Math.min( dead, issued - 1 ) } );
}

/**
 * The wiki found the page's token stale, or its user gone: the token is dead, and every older one with it.
 *
 * @param proof
 */
export function foundInvalid( proof: Proof ): void {
	const { span, dead } = proof.shared();
	const issued = proof.issued();
	proof.record( { span: disprove( span, issued ), at: -Infinity, dead: Math.max( dead, issued ) } );
}
