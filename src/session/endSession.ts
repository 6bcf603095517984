import type { Proof } from './proof';
import type { Session } from './session';
import type { Tabs } from './tabs';

/**
 * This page has logged its user out: the other tabs are told. The page itself is about to be left.
 *
 * @param session
 * @param proof
 * @param tabs
 */
export function endSession( session: Session, proof: Proof, tabs: Tabs ): void {
	proof.forget();
	tabs.tell( 'logout' );
	// Nothing new to tell the reader; but answers to what was asked before are out of date.
	session.update( { verdict: Object.assign( {}, session.verdict ) } );
}
