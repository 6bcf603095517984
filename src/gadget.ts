import { renewTokens } from './guard/renewTokens';
import { onReturn } from './session/lifecycle';
import { createMonitor } from './session/monitor';
import { createSession } from './session/session';
import { addIndicator } from './ui/indicator';
import { addLogoutLink } from './ui/logoutLink';
import { createLogOut } from './ui/logOut';
import { loadMessages } from './ui/messages';

const user = mw.user.getName();
if ( user !== null ) {
	$( () => {
		const session = createSession( user );
		const monitor = createMonitor( session, renewTokens );
		loadMessages();
		addIndicator( session, monitor.check );
		addLogoutLink( createLogOut( session, monitor ) );
		onReturn( monitor.check );
	} );
}
