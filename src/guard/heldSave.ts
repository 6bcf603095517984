import { freshTokens } from '../api/freshTokens';
import type { Monitor } from '../session/monitor';
import type { Session } from '../session/session';
import { askAboutSave } from '../ui/heldSave';

/**
 * Says why a Save is held, and lets the reader decide.
 *
 * @param session that is lost
 * @param monitor is asked again where somebody else is there than the reader was told
 * @param fillForms puts a token into the page's forms
 * @return resolves to whether to publish all the same; rejects with an `ApiError` where there are
 *  no tokens to publish with
 */
export function explainHeldSave( session: Session, monitor: Monitor, fillForms: ( token: string ) => void ): Promise<boolean> {
	const { status } = session;
	return askAboutSave( session ).then( ( anyway ) => anyway && freshTokens().then( ( { user, tokens } ) => {
		if ( user === ( 'other' in status ? status.other : null ) ) {
			fillForms( String( tokens.csrfToken ) );
			return true;
		}
		return monitor.checkAnew().then( () => !session.isLost || explainHeldSave( session, monitor, fillForms ) );
	} ) );
}
