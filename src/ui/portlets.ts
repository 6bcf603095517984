/** Among icons: an icon without its word. */
const SMALL = 'session-guard-small';

/** Below this width, MonoBook folds the personal tools behind a button. */
const MONOBOOK_NARROW = 'screen and (max-width: 550px)';

/**
 * Adds the indicator's list item where it is seen without opening a menu: first among the user's
 * links and Echo's icons. Each skin has another place for such things; a skin of a later day gets
 * it among the personal tools, which every skin has. The style sheet takes it out of the flow, so
 * that nothing on the page moves when it comes.
 *
 * @return the item, `li#pt-session-guard`; null where the skin has no such place
 */
export function addIndicatorItem(): HTMLElement | null {
	const id = portlet();
	const item = mw.util.addPortletLink( id, '#', '', 'pt-session-guard', undefined, undefined, $( `#${ id } li` )[ 0 ] );
	item?.classList.toggle( SMALL, !item.closest( '#p-personal' ) );
	if ( item && mw.config.get( 'skin' ) === 'monobook' && document.body.classList.contains( 'skin--responsive' ) ) {
		const narrow = matchMedia( MONOBOOK_NARROW );
		const move = (): void => {
			if ( narrow.matches ) {
				$( '#p-cactions-mobile ul' ).append( item );
			} else {
				$( '#p-personal ul' ).prepend( item );
			}
			item.classList.toggle( SMALL, narrow.matches );
		};
		narrow.onchange = move;
		move();
	}
	return item;
}

/**
 * @return id of a portlet
 */
function portlet(): string {
	switch ( mw.config.get( 'skin' ) ) {
		case 'vector-2022':
			return ownPortlet( '#p-vector-user-menu-preferences' );
		case 'minerva':
			return ownPortlet( '.minerva-user-navigation > :first-child' );
		case 'timeless':
			// Echo's icons stand there, where there is Echo.
			return document.getElementById( 'personal-extra' ) ? 'personal-extra' : ownPortlet( '#personal' );
		default:
			return 'p-personal';
	}
}

/**
 * @param before selector of what it is to stand before
 * @return id of a new portlet
 */
function ownPortlet( before: string ): string {
	mw.util.addPortlet( 'p-session-guard', '', before );
	return 'p-session-guard';
}
