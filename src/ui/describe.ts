import type { Monitor } from '../session/monitor';
import type { Session, SessionStatus } from '../session/session';
import { msg } from './messages';
import { ago } from './time';

/**
 * @param session
 * @param status of it
 * @return what its state means to the reader
 */
export function describe( session: Session, status: SessionStatus = session.status ): string {
	return msg( `title-${ status.state }`, session.user, 'other' in status ? status.other : '' );
}

/**
 * @param session
 * @param monitor knows how old that is
 * @return what its state means to the reader, and since when
 */
export function describeWithAge( session: Session, monitor: Monitor ): string {
	const age = monitor.age();
	return describe( session ) + ( isFinite( age ) && !session.isLost ? ` ${ msg( 'age', ago( age ), ago( monitor.tokenAge() ) ) }` : '' );
}
