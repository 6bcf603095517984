import './panel.css';
import type { Monitor } from '../../session/monitor';
import type { Proof } from '../../session/proof';
import type { Session } from '../../session/session';
import type { Settings } from '../../settings';
import { msg } from '../messages';
import { uniqueId } from '../uniqueId';
import { allTypes } from './allTypes';
import { checkAToken } from './checkAToken';
import { aboutSession } from './aboutSession';
import { changeSettings } from './changeSettings';

/** How often the panel says anew how long ago something was, in ms. */
const REFRESH = 10000;

/** There from the first time on that it is opened. */
let panel: Panel | undefined;

interface Panel {
	dialog: HTMLDialogElement;
	refresh: () => void;
}

/**
 * Opens the session panel: what is known of the session, the settings, a check of any token, and
 * of all types.
 *
 * @param session
 * @param proof
 * @param monitor
 * @param settings are changed as the user chooses
 * @param logOut called with our log out link
 */
export function openPanel(
	session: Session, proof: Proof, monitor: Monitor, settings: Settings, logOut: ( link: HTMLAnchorElement ) => void
): void {
	const { dialog, refresh } = panel ??= build( session, proof, monitor, settings, logOut );
	if ( !dialog.open ) {
		dialog.showModal();
		refresh();
		const timer = setInterval( refresh, REFRESH );
		$( dialog ).one( 'close', () => clearInterval( timer ) );
	}
}

/**
 * @param session
 * @param proof
 * @param monitor
 * @param settings
 * @param logOut
 */
function build( session: Session, proof: Proof, monitor: Monitor, settings: Settings, logOut: ( link: HTMLAnchorElement ) => void ): Panel {
	const { user } = session;
	const dialog = document.createElement( 'dialog' );
	const headingId = uniqueId();
	const close = (): void => dialog.close();
	const about = aboutSession( session, proof, monitor, ( link ) => {
		close();
		logOut( link );
	} );
	$( dialog ).attr( {
		class: 'session-guard-dialog session-guard-panel',
		'aria-labelledby': headingId,
		// Support: not in Safari (https://webkit.org/b/284592), where Escape and the button close it.
		closedby: 'any'
	} ).append(
		$( '<header>' ).append(
			$( '<h2>' ).attr( 'id', headingId ).text( msg( 'panel-heading' ) ),
			$( '<button>' ).attr( {
				type: 'button',
				class: 'cdx-button cdx-button--weight-quiet cdx-button--icon-only',
				'aria-label': msg( 'panel-close' ),
				title: msg( 'panel-close' )
			} ).on( 'click', close )
		),
		about.element,
		changeSettings( user, settings ),
		checkAToken( user ),
		allTypes( user ),
		$( '<footer>' ).append( help() )
	).appendTo( document.body );
	return { dialog, refresh: about.refresh };
}

/**
 * @return the gadget's name, as a link to where the wiki explains it: the page that its interface
 *  admins have named as `help` (docs/install.md), or its list of gadgets, which describes each
 */
function help(): JQuery | string {
	const { help: page = mw.loader.getState( 'ext.gadget.SessionGuard' ) && 'Special:Gadgets#gadget-SessionGuard' } =
		Object( mw.config.get( 'sessionGuard' ) ) as { help?: string };
	return page ? $( '<a>' ).attr( { href: mw.util.getUrl( page ), target: '_blank' } ).text( msg( 'panel-help' ) ) : 'SessionGuard';
}
