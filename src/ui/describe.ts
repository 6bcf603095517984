import type { Session } from '../session/session';
import { msg } from './messages';

/**
 * @param session
 * @return what its state means to the reader
 */
export function describe( session: Session ): string {
	const { status, user } = session;
	return msg( `${ status.state }-title`, user, 'other' in status ? status.other : '' );
}
