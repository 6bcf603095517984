import './indicator.css';
import type { Monitor } from '../session/monitor';
import type { Session } from '../session/session';
import { addIndicatorItem } from './portlets';
import { msg } from './messages';
import { describe } from './describe';

/**
 * Adds the token-validity indicator, `li#pt-session-guard[data-state]`, which follows the session.
 *
 * @param session
 * @param monitor asks the wiki when the reader attends to it
 */
export function addIndicator( session: Session, monitor: Monitor ): void {
	const item = addIndicatorItem();
	const link = item && item.querySelector( 'a' );
	if ( !item || !link ) {
		return;
	}
	// As the other icons of Vector 2022 and Minerva are dressed; it means nothing elsewhere.
	link.className = 'cdx-button cdx-button--fake-button cdx-button--fake-button--enabled ' +
		'cdx-button--weight-quiet cdx-button--icon-only';
	const word = document.createElement( 'span' );
	word.className = 'session-guard-word';
	$( link ).attr( 'role', 'button' ).empty().append( word );
	// What a screen reader says of a change. Not the word itself: a button's content is its name.
	const announcement = $( '<span>' ).attr( { role: 'status', class: 'session-guard-announcement' } ).appendTo( item );
	let announced = session.status.state;

	$( link ).on( 'click keydown', ( event ) => {
		// A button, unlike a link, is pressed with the space bar too.
		if ( event.type === 'click' || event.key === ' ' ) {
			event.preventDefault();
			void monitor.check();
		}
	} ).on( 'mouseenter focus', () => monitor.attend() );
	// What a skin must make room for, it makes only where the indicator is.
	document.documentElement.classList.add( 'session-guard' );
	session.observe( ( status ) => {
		item.dataset.state = status.state;
		if ( status.state !== 'checking' && status.state !== announced ) {
			announced = status.state;
			announcement.text( msg( announced ) );
		}
		word.textContent = msg( status.state );
		link.title = describe( session );
	} );
}
