import type { Proof } from '../session/proof';
import type { Session } from '../session/session';
import { msg } from './messages';
import { ago } from './time';

/** A proof that is not older than this is “just now”, in ms. */
const JUST_NOW = 10000;

/**
 * @param session
 * @return what is known of it, in a sentence
 */
export function describe( session: Session ): string {
	const { user, verdict } = session;
	return msg( `title-${ verdict.state }`, user, 'other' in verdict ? verdict.other : '' );
}

/**
 * @param session
 * @param proof
 * @return what is known of the session, since when, and whether the wiki is being asked
 */
export function tooltip( session: Session, proof: Proof ): string {
	const { user, contact } = session;
	const age = proof.age();
	const known = session.isLost || !isFinite( age ) ? describe( session ) :
		age < JUST_NOW ? msg( 'checked-now', user ) : msg( 'checked', user, ago( age ) );
	return `SessionGuard: ${ contact === 'checking' ? msg( 'title-checking' ) :
		contact === 'idle' ? known :
			session.isLost ? `${ known } ${ msg( 'no-answer' ) }` : msg( 'title-unreachable', user ) }`;
}
