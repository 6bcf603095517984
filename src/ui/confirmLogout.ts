import { hasGlobalLogout } from '../api/logout';
import { countDrafts } from '../guard/drafts';
import { hasUnsavedText } from '../guard/unsavedText';
import type { Session } from '../session/session';
import { unsavedElsewhere } from '../session/tabs';
import type { Tabs } from '../session/tabs';
import type { Settings } from '../settings';
import { ask } from './dialog';
import { msg } from './messages';

/** What is to be done when logging out. */
interface Wish {
	everywhere: boolean;
	deleteDrafts: boolean;
}

/**
 * Asks before logging out, and says what would be lost; as far as the user wants to be asked.
 *
 * @param session
 * @param tabs are asked for unsaved text
 * @param settings
 * @param label of the button that confirms: as the skin words its link
 * @return resolves to what is wished; null for not to log out
 */
export function confirmLogout( session: Session, tabs: Tabs, settings: Settings, label: string ): Promise<Wish | null> {
	const plain: Wish = { everywhere: false, deleteDrafts: false };
	const losses: string[] = [];
	if ( mw.user.isTemp() ) {
		losses.push( msg( 'temp' ) );
	}
	if ( hasUnsavedText() ) {
		losses.push( msg( 'unsaved' ) );
	}
	const pages: string[] = [];
	let showPages = (): void => {};
	const answered = unsavedElsewhere( tabs, ( page ) => {
		pages.push( page );
		showPages();
	} );
	// A temporary account is lost for ever: to that no setting speaks.
	if ( settings.ask === 'never' && !mw.user.isTemp() ) {
		return Promise.resolve( plain );
	}
	if ( settings.ask === 'loss' && !losses.length ) {
		return answered.then( () => pages.length ? confirm() : plain );
	}
	return confirm();

	function confirm(): Promise<Wish | null> {
		// CentralAuth ends the account's sessions on all devices.
		const everywhere = mw.loader.getState( 'ext.centralauth.centralautologin' ) === null ? [] : [ msg( 'everywhere' ) ];
		const { answer, say, tick } = ask( msg( 'question', session.user ), [ ...losses, ...everywhere ], { '': msg( 'cancel' ), yes: label }, true );
		showPages = () => say( pages.length ? [ msg( 'unsaved-elsewhere' ), pages ] : [] );
		showPages();
		let globally: HTMLInputElement | null = null;
		let drafts: HTMLInputElement | null = null;
		// Always in the same order.
		void Promise.all( [ hasGlobalLogout(), countDrafts() ] ).then( ( [ hasGlobal, count ] ) => {
			globally = hasGlobal ? tick( msg( 'log-out-everywhere' ) ) : null;
			drafts = count ? tick( msg( 'delete-drafts' ) ) : null;
		} );
		return answer.then( ( value ) => value === 'yes' ? {
			everywhere: !!globally && globally.checked,
			deleteDrafts: !!drafts && drafts.checked
		} : null );
	}
}
