import { errorText, isAssertFailure } from '../../api/wiki';
import { msg } from '../messages';
import { message } from './codex';

/**
 * @param error of a request that was made for one user alone
 * @param user
 * @return says that they are not logged in, where that is why; else the wiki's own words
 */
export function failure( error: unknown, user: string ): JQuery {
	return message( 'error', isAssertFailure( error ) ? msg( 'title-logged-out', user ) : errorText( error ) );
}
