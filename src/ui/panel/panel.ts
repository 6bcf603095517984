import './panel.css';
import type { Monitor } from '../../session/monitor';
import type { Proof } from '../../session/proof';
import type { Session } from '../../session/session';
import type { Settings } from '../../settings';
import { msg } from '../messages';
import { allTypes } from './allTypes';
import { checkAToken } from './checkAToken';
import { aboutSession } from './aboutSession';
import { changeSettings } from './changeSettings';

let panel: HTMLDialogElement | undefined;

/**
 * Opens the session panel: what is known of the session, a check of any token, of all types, and
 * the settings.
 *
 * @param session
 * @param proof
 * @param monitor
 * @param settings are changed as the user chooses
 * @param logOut called with our log out link
 */
export function openPanel( session: Session, proof: Proof, monitor: Monitor, settings: Settings, logOut: ( link: HTMLAnchorElement ) => void ): void {
	panel ??= build( session, proof, monitor, settings, logOut );
	if ( !panel.open ) {
		panel.showModal();
	}
}

/**
 * @param session
 * @param proof
 * @param monitor
 * @param settings
 * @param logOut
 */
function build( session: Session, proof: Proof, monitor: Monitor, settings: Settings, logOut: ( link: HTMLAnchorElement ) => void ): HTMLDialogElement {
	const dialog = document.createElement( 'dialog' );
	const close = (): void => dialog.close();
	$( dialog ).attr( { class: 'session-guard-dialog session-guard-panel', 'aria-labelledby': 'session-guard-panel-heading' } ).append(
		$( '<header>' ).append(
			$( '<h2>' ).attr( 'id', 'session-guard-panel-heading' ).text( msg( 'panel-heading' ) ),
			$( '<button>' ).attr( {
				type: 'button',
				class: 'cdx-button cdx-button--weight-quiet cdx-button--icon-only',
				'aria-label': msg( 'panel-close' ),
				title: msg( 'panel-close' )
			} ).on( 'click', close )
		),
		aboutSession( session, proof, monitor, ( link ) => {
			close();
			logOut( link );
		} ),
		checkAToken(),
		allTypes(),
		changeSettings( session.user, settings )
	).appendTo( document.body );
	return dialog;
}
