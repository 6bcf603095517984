import { hasUnsavedText } from '../guard/unsavedText';
import type { Session } from '../session/session';
import { unsavedElsewhere } from '../session/tabs';
import type { Tabs } from '../session/tabs';
import { ask } from './dialog';
import { msg } from './messages';

/**
 * Asks before logging out, and says what would be lost.
 *
 * @param session
 * @param tabs are asked for unsaved text
 * @param label of the button that confirms: as the skin words its link
 * @return resolves to whether the answer was yes
 */
export function confirmLogout( session: Session, tabs: Tabs, label: string ): Promise<boolean> {
	const { answer, say } = ask(
		msg( 'panel-question', session.user ),
		mw.user.isTemp() ? [ msg( 'panel-temp' ) ] : [],
		{ '': msg( 'panel-cancel' ), yes: label }
	);
	if ( hasUnsavedText() ) {
		say( msg( 'panel-unsaved' ) );
	}
	void unsavedElsewhere( tabs ).then( ( pages ) => {
		if ( pages.length ) {
			say( msg( 'panel-unsaved-elsewhere', pages.join( ', ' ) ) );
		}
	} );
	return answer.then( ( value ) => value === 'yes' );
}
