import { delegate } from '../delegate';
import { whenIdle } from '../session/lifecycle';

/** Core's own links: in the skin's menu, in Vector 2022's sticky header, in Minerva's menu. */
export const CORE_LINKS = '#pt-logout a, #pt-logout-sticky-header a, a.menu__item--logout';
const OWN_ID = 'pt-session-guard-logout';

/**
 * Puts the log out link, `li#pt-session-guard-logout`, in the place of core's, and handles clicks on
 * it and on any other of core's links in the same way. If the skin has no such link of core's, none is
 * added. Nobody waits for it: core's serves as well until the browser is idle.
 *
 * @param onAttention called when the reader comes near the link
 * @param onClick called with the link
 */
export function addLogoutLink( onAttention: () => unknown, onClick: ( link: HTMLAnchorElement ) => void ): void {
	// Before core's own handler of the click sends the request.
	delegate( [ 'click' ], `#${ OWN_ID } a, ${ CORE_LINKS }`, ( link, event ) => {
		event.preventDefault();
		event.stopPropagation();
		onClick( link as HTMLAnchorElement );
	} );

	whenIdle( () => replaceCoreLink( onAttention ) );
}

/**
 * @param onAttention
 */
function replaceCoreLink( onAttention: () => unknown ): void {
	const core = document.querySelector<HTMLAnchorElement>( CORE_LINKS );
	const coreItem = core && core.closest( 'li' );
	const portlet = coreItem && coreItem.closest( '[id^="p-"]' );
	if ( !core || !coreItem || !portlet ) {
		return;
	}
	const item = mw.util.addPortletLink( portlet.id, core.href, core.text, OWN_ID, core.title, undefined, coreItem );
	const link = item && item.querySelector( 'a' );
	if ( link ) {
		// Somebody who comes near may be about to click.
		$( portlet ).closest( 'nav, #user-tools, .portlet' ).one( 'mouseenter focusin touchstart', onAttention );
		// Icon, label and classes as the skin gave them to core's.
		link.className = core.className;
		$( link ).empty().append( $( core ).contents().clone() );
		// Hidden by the style sheet, and only as long as our link stands beside it.
		const hasFocus = core === document.activeElement;
		coreItem.classList.add( 'session-guard-replaced' );
		if ( hasFocus ) {
			link.focus();
		}
	}
}
