import { ofSkin } from './ofSkin';

/** Among icons: an icon without its word. */
const SMALL = 'session-guard-small';

/** What a portlet of our own stands before, by skin. */
const NEIGHBOURS: Partial<Record<string, string>> = {
	'vector-2022': '#p-vector-user-menu-preferences',
	minerva: '.minerva-user-navigation > :first-child',
	timeless: '#user-tools'
};

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
	const first = ofSkin( `#${ id } li` );
	const item = mw.util.addPortletLink( id, '#', '', 'pt-session-guard' );
	if ( item ) {
		if ( first ) {
			// By ourselves: the content may have a portlet of that name.
			first.before( item );
		}
		const narrow = matchMedia( MONOBOOK_NARROW );
		const fit = (): void => {
			const list = ofSkin( `.skin-monobook.skin--responsive ${ narrow.matches ? '#p-cactions-mobile' : '#p-personal' } ul` );
			if ( list ) {
				list[ narrow.matches ? 'append' : 'prepend' ]( item );
			}
			item.classList.toggle( SMALL, !item.closest( '#p-personal' ) );
		};
		narrow.onchange = fit;
		fit();
	}
	return item;
}

/**
 * @return id of a portlet
 */
function portlet(): string {
	const selector = NEIGHBOURS[ mw.config.get( 'skin' ) ];
	const neighbour = selector && ofSkin( selector );
	const own = neighbour && mw.util.addPortlet( 'p-session-guard', '' );
	if ( !own ) {
		return 'p-personal';
	}
	// By ourselves: told of the neighbour, MediaWiki 1.43 puts it before that, 1.45 behind.
	neighbour.before( own );
	return own.id;
}
