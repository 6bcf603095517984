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
export function askAboutSave( session: Session ): Promise<boolean> {
	const { status } = session;
	// Nobody can ever log in to a temporary account again.
	const isTemp = mw.user.isTemp();
	return ask(
		msg( 'held' ),
		[ describe( session ), msg( isTemp ? 'held-temp' : 'held-text' ) ],
		Object.assign( { anyway: msg( 'anyway' ), '': msg( 'cancel' ) }, isTemp ? {} : { login: msg( 'login', session.user ) } )
	).answer.then( ( value ) => {
		if ( value === 'login' ) {
			window.open( loginUrl(), '_blank' );
		}
		return value === 'anyway' && ask(
			msg( 'anyway' ),
			[ 'other' in status ? msg( 'anyway-other', status.other ) : msg( 'anyway-nobody' ) ],
			{ yes: msg( 'publish' ), '': msg( 'cancel' ) }
		).answer.then( ( answer ) => answer === 'yes' );
	} );
}
