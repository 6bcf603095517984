import type { Monitor } from '../../session/monitor';
import type { Proof } from '../../session/proof';
import type { Session } from '../../session/session';
import { describeNow } from '../describe';
import { closeLogin, loginLink } from '../login';
import { logoutLink } from '../logoutLink';
import { msg } from '../messages';
import { ago } from '../time';
import { LOOKS, button, message } from './codex';

/** A part of the panel that says how long ago something was. */
interface Aging {
	element: JQuery;
	/** Says it anew. */
	refresh(): void;
}

/**
 * Who is logged in, in which state, known since when; and what can be done about it.
 *
 * @param session
 * @param proof
 * @param monitor
 * @param logOut called with our log out link
 */
export function aboutSession( session: Session, proof: Proof, monitor: Monitor, logOut: ( link: HTMLAnchorElement ) => void ): Aging {
	const word = $( '<div>' ).attr( 'role', 'status' );
	const checked = $( '<dd>' );
	const issued = $( '<dd>' );
	const answer = $( '<div>' ).attr( { role: 'status', class: 'session-guard-answer' } );
	/** When the wiki answered what the reader asked here; '' where the state has changed since. */
	let answered = '';

	const login = loginLink( session ).addClass(
		'cdx-button cdx-button--fake-button cdx-button--fake-button--enabled cdx-button--action-progressive cdx-button--weight-primary'
	);
	const check = button( msg( 'panel-check' ), () => {
		tell( answer, LOOKS.checking, msg( 'title-checking' ) );
		void monitor.check().then( () => {
			answered = new Date().toLocaleTimeString( document.documentElement.lang || 'en' );
			refresh();
		} );
	} );
	const renew = button( msg( 'panel-renew' ), () => monitor.renew() );
	const link = logoutLink();
	// Worded as the skin words its link.
	const logout = link ? button( link.text.trim(), () => logOut( link ) ) : $();
	const ways = $( '<div>' ).addClass( 'session-guard-buttons' ).append( login, check, renew, logout );
	const element = $( '<section>' ).append(
		$( '<dl>' ).append(
			row( 'user', $( '<dd>' ).text( session.user ) ),
			row( 'state', $( '<dd>' ).append( word ) ),
			row( 'checked', checked ),
			row( 'issued', issued )
		),
		answer,
		ways
	);

	function refresh(): void {
		const { state, isLost } = session;
		const age = proof.age();
		checked.text( isFinite( age ) ? ago( age ) : '' ).parent().toggle( isFinite( age ) );
		issued.text( ago( proof.tokenAge() ) );
		if ( state === 'checking' && word.text() ) {
			// What was known stands until the wiki has answered.
			return;
		}
		const meaning = describeNow( session );
		tell( word, LOOKS[ state ], msg( `state-${ state }` ), true );
		tell( answer, LOOKS[ state ], answered ? msg( 'panel-answered', answered, meaning ) : /valid|checking/.test( state ) ? '' : meaning );
		// There is nothing to renew, and nobody to log out: another account is not ours to end.
		issued.parent().add( renew ).add( logout ).toggle( !isLost );
		// Nobody can ever log in to a temporary account again.
		login.toggle( isLost && !mw.user.isTemp() );
		if ( ways.find( ':hidden' ).is( document.activeElement as Element ) ) {
			// What had the focus is there no more.
			check.trigger( 'focus' );
		}
	}

	session.observe( () => {
		if ( !session.isLost ) {
			closeLogin();
		}
		answered = '';
		refresh();
	} );
	return { element, refresh };
}

/**
 * @param key of a message: the label
 * @param $value
 */
function row( key: string, $value: JQuery ): JQuery {
	return $( '<div>' ).append( $( '<dt>' ).text( msg( `panel-${ key }` ) ), $value );
}

/**
 * Says something, and where it is said already, not again: it is read out.
 *
 * @param place
 * @param type of the message
 * @param text nothing, for none
 * @param inline
 */
function tell( place: JQuery, type: string, text: string, inline?: boolean ): void {
	if ( place.text() !== text ) {
		place.empty().append( text && message( type, text, inline ) );
	}
}
