import './logoutDialog.css';
import { msg } from './messages';

/**
 * Asks whether to log out. Enter confirms, Escape cancels.
 *
 * @param user name of the user who would be logged out
 * @param label of the button that confirms: as the skin words its link
 * @return resolves to whether the answer was yes
 */
export function askToLogOut( user: string, label: string ): Promise<boolean> {
	const question = msg( 'logout-question', user );
	const explanation = msg( mw.user.isTemp() ? 'logout-temp' : 'logout-explanation' );
	const dialog = document.createElement( 'dialog' );
	if ( !( 'showModal' in dialog ) ) {
		// Support: Safari < 15.4, Firefox < 98
		// eslint-disable-next-line no-alert
		return Promise.resolve( confirm( `${ question }\n\n${ explanation }` ) );
	}
	const button = ( value: string, label: string ): JQuery => $( '<button>' ).attr( { value } ).text( label );
	$( dialog )
		.attr( { id: 'session-guard-logout-dialog', 'aria-labelledby': 'session-guard-logout-question', 'aria-describedby': 'session-guard-logout-explanation', dir: 'auto' } )
		.addClass( 'session-guard-dialog' )
		.append( $( '<form>' ).attr( 'method', 'dialog' ).append(
			$( '<h2>' ).attr( 'id', 'session-guard-logout-question' ).text( question ),
			$( '<p>' ).attr( 'id', 'session-guard-logout-explanation' ).text( explanation ),
			$( '<div>' ).append(
				button( '', msg( 'cancel' ) ),
				button( 'yes', label ).attr( 'autofocus', '' )
			)
		) )
		.on( 'keydown', ( event ) => {
			// The Enter that opened this, held down, is no answer. Beside the buttons, it is one.
			if ( event.key === 'Enter' && ( event.originalEvent as KeyboardEvent ).repeat ) {
				event.preventDefault();
			} else if ( event.key === 'Enter' && event.target === dialog ) {
				dialog.close( 'yes' );
			}
		} )
		.appendTo( document.body );
	dialog.showModal();
	return new Promise( ( resolve ) => {
		$( dialog ).on( 'close', () => {
			dialog.remove();
			resolve( dialog.returnValue === 'yes' );
		} );
	} );
}
