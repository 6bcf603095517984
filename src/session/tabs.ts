import { onLeave } from './lifecycle';
import { WIKI_KEY } from './wikiKey';

/**
 * What a tab tells the others.
 *
 * `proof`: what was proven for all; `login`: a page was made for the tab's user; `logout`: that user
 * is logged out; `ask`: who has unsaved text? `unsaved`: the page of this name has.
 */
type Topic = 'proof' | 'login' | 'logout' | 'ask' | 'unsaved';

/** The other tabs of this wiki in this browser. */
export interface Tabs {
	tell( topic: Topic, data?: unknown ): void;
	/**
	 * Calls back when another tab of the same user tells something; for `login`, of any user. Each
	 * topic has one listener. Any script of this origin can send anything: the listener checks the
	 * shape of what came.
	 */
	on( topic: Topic, listener: ( data: unknown, user: string ) => void ): void;
}

/** How long most tabs take to answer at most, in ms. */
const ANSWER_TIME = 150;

/**
 * @param user of this page
 */
export function createTabs( user: string ): Tabs {
	const listeners = new Map<unknown, ( data: unknown, user: string ) => void>();
	let channel: BroadcastChannel | null = null;

	function open(): void {
		try {
			// eslint-disable-next-line compat/compat -- where there is none, every tab is for itself
			channel = new BroadcastChannel( WIKI_KEY );
			channel.onmessage = ( event: MessageEvent<unknown> ) => {
				const { type, user: from, data } = Object( event.data ) as Record<string, unknown>;
				const listener = listeners.get( type );
				if ( listener && typeof from === 'string' && ( from === user || type === 'login' ) ) {
					listener( data, from );
				}
			};
		} catch {}
	}

	// An open channel would keep the page out of the back-forward cache.
	onLeave( () => channel && channel.close(), open );
	open();
	return {
		tell( type, data ) {
			if ( channel ) {
				channel.postMessage( { type, user, data } );
			}
		},
		on( topic, listener ) {
			listeners.set( topic, listener );
		}
	};
}

/**
 * Asks the other tabs for unsaved text.
 *
 * @param tabs
 * @param onPage called with the name of each page that has some; a busy tab may answer late
 * @return resolves after 150 ms, when most have answered
 */
export function unsavedElsewhere( tabs: Tabs, onPage: ( page: string ) => void ): Promise<void> {
	tabs.on( 'unsaved', ( page ) => {
		if ( typeof page === 'string' ) {
			onPage( page.replace( /_/g, ' ' ) );
		}
	} );
	tabs.tell( 'ask' );
	return new Promise( ( resolve ) => {
		setTimeout( resolve, ANSWER_TIME );
	} );
}
