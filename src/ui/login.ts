import type { Session } from '../session/session';
import { msg } from './messages';

/** Of the window with the login form: another press of a link uses the same one. */
const WINDOW = 'session-guard-login';
/** Wide enough for core's form, and for a second factor. */
const FEATURES = 'popup,width=540,height=720';

/** Login windows that scripts have opened, which they may close. */
let popup: Window | null = null;

/**
 * A link that logs the page's user in without leaving the page. It opens a small window, and where
 * the browser stops that, a tab. Core fills in the name, and gives the password the focus.
 *
 * @param session
 * @param onPress
 */
export function loginLink( session: Session, onPress: () => void = () => {} ): JQuery<HTMLAnchorElement> {
	const { user } = session;
	return $<HTMLAnchorElement>( '<a>' ).attr( { target: '_blank', href: loginUrl( session ) } ).text( msg( 'login', user ) ).on( 'click', ( event ) => {
		// Somebody else may be logged in since.
		const link = event.currentTarget;
		link.href = loginUrl( session );
		popup = window.open( link.href, WINDOW, FEATURES );
		if ( popup ) {
			event.preventDefault();
		}
		onPress();
	} );
}

/**
 * Closes the login window, which has done its work, when what was held is on its way. Where a script
 * did not open it, it stays.
 */
export function closeLogin(): void {
	const done = popup;
	popup = null;
	setTimeout( () => done && done.close() );
}

/**
 * @param session
 * @return the address of a login form for a window of its own. It ends on a page that tells the
 *  reader to close it; that page, as any other of a user who is logged in, tells our tabs. With a
 *  page to return to, core shows no form to somebody who is logged in: there the form ends on the
 *  main page, which tells our tabs as well.
 * @see LoginSignupSpecialPage::execute in MediaWiki
 * @see SpecialAuthenticationPopupSuccess in MediaWiki
 */
function loginUrl( session: Session ): string {
	const { user, verdict } = session;
	return mw.util.getUrl( 'Special:UserLogin', Object.assign(
		{ display: 'popup', wpName: user },
		verdict.state === 'switched' ? {} : { returnto: 'Special:AuthenticationPopupSuccess', returntoquery: 'display=popup' }
	) );
}
