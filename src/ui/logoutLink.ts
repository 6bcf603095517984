import { delegate } from '../delegate';
import { whenIdle } from '../session/lifecycle';
import { isContent, ofSkin } from './ofSkin';

/** In the skin's menu, in Vector 2022's sticky header, in Minerva's menu. */
const CORE_LINKS = '#pt-logout a, #pt-logout-sticky-header a, a.menu__item--logout';
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
		if ( !isContent( link ) ) {
			event.preventDefault();
			event.stopPropagation();
			onClick( link as HTMLAnchorElement );
		}
	} );

	whenIdle( () => replaceCoreLink( onAttention ) );
}

/**
 * @return core's own link to log out, where the page has one
 */
export function coreLink(): HTMLAnchorElement | undefined {
	return ofSkin( CORE_LINKS ) as HTMLAnchorElement | undefined;
}

/**
 * @return ours, where there is one
 */
export function logoutLink(): HTMLAnchorElement | undefined {
	return ofSkin( `#${ OWN_ID } a` ) as HTMLAnchorElement | undefined;
}

/**
 * @param onAttention
 */
function replaceCoreLink( onAttention: () => unknown ): void {
	const core = coreLink();
	const coreItem = core && core.closest( 'li' );
	const portlet = coreItem && coreItem.closest( '[id^="p-"]' );
	if ( !core || !coreItem || !portlet ) {
		return;
	}
	const item = mw.util.addPortletLink( portlet.id, core.href, core.text, OWN_ID, core.title );
	const link = item && item.querySelector( 'a' );
	if ( link ) {
		// By ourselves: the content may have a portlet of that name.
		coreItem.before( item );
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
