import type { Monitor } from '../../session/monitor';
import type { Proof } from '../../session/proof';
import type { Session } from '../../session/session';
import { msg } from '../messages';
import { ago } from '../time';
import { button } from './codex';

/**
 * Who is logged in, in which state, known since when; and what can be done about it.
 *
 * @param session
 * @param proof
 * @param monitor
 * @param logOut called with our log out link
 */
export function aboutSession( session: Session, proof: Proof, monitor: Monitor, logOut: ( link: HTMLAnchorElement ) => void ): JQuery {
	const list = $( '<dl>' );
	const state = $( '<span>' ).attr( 'role', 'status' );
	const checked = $( '<dd>' );
	const issued = $( '<dd>' );
	( [ [ 'user', $( '<dd>' ).text( session.user ) ], [ 'state', $( '<dd>' ).append( state ) ], [ 'checked', checked ], [ 'issued', issued ] ] as const )
		.forEach( ( [ key, $value ] ) => list.append( $( '<div>' ).append( $( '<dt>' ).text( msg( `panel-${ key }` ) ), $value ) ) );

	session.observe( () => {
		const age = proof.age();
		state.text( msg( `state-${ session.state }` ) );
		checked.text( isFinite( age ) ? ago( age ) : msg( 'panel-unknown' ) );
		issued.text( ago( proof.tokenAge() ) );
	} );
	const link = $<HTMLAnchorElement>( '#pt-session-guard-logout a' )[ 0 ];
	return $( '<section>' ).append( list, $( '<div>' ).addClass( 'session-guard-buttons' ).append(
		button( msg( 'panel-check' ), () => monitor.check() ),
		button( msg( 'panel-renew' ), () => monitor.renew() ),
		// Worded as the skin words its link.
		link ? button( link.text.trim(), () => logOut( link ) ) : $()
	) );
}
