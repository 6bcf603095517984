import type { Proof } from './proof';
import type { Session, Verdict } from './session';
import type { Tabs } from './tabs';

/**
 * Takes other tabs at their word: they have seen the wiki answer. And tells them of this page, if it
 * has just come from the wiki.
 *
 * @param session
 * @param proof
 * @param tabs
 */
export function followTabs( session: Session, proof: Proof, tabs: Tabs ): void {
	function hear( verdict: Verdict ): void {
		if ( verdict.state !== 'valid' ) {
			proof.forget();
		}
		// A check that is under way still has something to say.
		session.update( session.contact === 'checking' ? { verdict } : { verdict, contact: 'idle' } );
	}

	// The wiki has made a page: for this page's user, but perhaps in a new session, where this page's
	// token is still dead; or for another user.
	tabs.on( 'login', ( _, now ) => hear( now === session.user ? { state: 'valid' } : { state: 'switched', other: now } ) );
	tabs.on( 'logout', () => hear( { state: 'logged-out' } ) );
	if ( proof.isFresh() ) {
		tabs.tell( 'login' );
	}
}
