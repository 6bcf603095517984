import { onLeave } from './lifecycle';
import type { SharedProof } from './proof';

/** What a tab tells the others. */
interface Messages {
	/** This was proven for all; null: what was is void. */
	proof: SharedProof | null;
	/** A page was made for the user of the tab that tells it. */
	login: null;
	/** The user is logged out. */
	logout: null;
	/** Who has unsaved text? */
	ask: null;
	/** The page of this name has. */
	unsaved: string;
}

/** The other tabs of this wiki in this browser. */
export interface Tabs {
	tell<T extends keyof Messages>( type: T, data: Messages[ T ] ): void;
	/** Calls back when another tab of the same user tells something; a login, of any user. One listener for each type. */
	on<T extends keyof Messages>( type: T, listener: ( data: Messages[ T ], user: string ) => void ): void;
}

interface Envelope {
	type: keyof Messages;
	user: string;
	data: never;
}

/** Two wikis on one origin have different addresses there. */
export const WIKI_KEY = `session-guard:${ mw.util.wikiScript() }`;

/** How long the other tabs have to answer, in ms. */
const ANSWER_TIME = 150;

/**
 * @param user of this page
 */
export function createTabs( user: string ): Tabs {
	const listeners: Partial<Record<keyof Messages, ( data: never, user: string ) => void>> = {};
	let channel: BroadcastChannel | null = null;

	function open(): void {
		try {
			// eslint-disable-next-line compat/compat -- where there is none, every tab is for itself
			channel = new BroadcastChannel( WIKI_KEY );
			channel.onmessage = ( { data: { type, user: from, data } }: MessageEvent<Envelope> ) => {
				const listener = listeners[ type ];
				if ( listener && ( from === user || type === 'login' ) ) {
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
		on( type, listener ) {
			listeners[ type ] = listener;
		}
	};
}

/**
 * @param tabs
 * @return resolves after 150 ms to the names of the pages that have unsaved text in other tabs
 */
export function unsavedElsewhere( tabs: Tabs ): Promise<string[]> {
	const pages: string[] = [];
	tabs.on( 'unsaved', ( page ) => pages.push( page.replace( /_/g, ' ' ) ) );
	tabs.tell( 'ask', null );
	return new Promise( ( resolve ) => {
		setTimeout( () => resolve( pages ), ANSWER_TIME );
	} );
}
