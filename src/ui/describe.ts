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
 * @return what is known of it, or why that may no longer be so
 */
export function describeNow( session: Session ): string {
	const { user, contact, isLost } = session;
	return contact === 'checking' ? msg( 'title-checking' ) :
		contact === 'idle' ? describe( session ) :
			isLost ? `${ describe( session ) } ${ msg( 'no-answer' ) }` : msg( 'title-unreachable', user );
}

/**
 * @param session
 * @param proof
 * @return the same, and since when
 */
export function tooltip( session: Session, proof: Proof ): string {
	const { user, state } = session;
	const age = proof.age();
	return `SessionGuard: ${ state !== 'valid' || !isFinite( age ) ? describeNow( session ) :
		age < JUST_NOW ? msg( 'checked-now', user ) : msg( 'checked', user, ago( age ) ) }`;
}
