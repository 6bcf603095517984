import type { Session } from '../session/session';
import { describe } from './describe';
import { ask } from './dialog';
import { msg } from './messages';
import { loginUrl } from './notices';

/**
 * Says why a Save is held, and offers to log in, in a window of its own, or to publish all the
 * same, which takes a second step.
 *
 * @param session
 * @return resolves to whether to publish all the same
 */
export function explainHeldSave( session: Session ): Promise<boolean> {
	const { status } = session;
	return ask(
		msg( 'panel-held' ),
		[ describe( session ), msg( 'panel-held-text' ) ],
		{ anyway: msg( 'panel-anyway' ), '': msg( 'panel-cancel' ), login: msg( 'panel-login', session.user ) }
	).answer.then( ( value ) => {
		if ( value === 'login' ) {
			window.open( loginUrl(), '_blank' );
		}
		return value === 'anyway' && ask(
			msg( 'panel-anyway' ),
			[ 'other' in status ? msg( 'panel-anyway-other', status.other ) : msg( 'panel-anyway-nobody' ) ],
			{ yes: msg( 'panel-publish' ), '': msg( 'panel-cancel' ) }
		).answer.then( ( answer ) => answer === 'yes' );
	} );
}
