import { install } from '@sinonjs/fake-timers';
import type { Clock } from '@sinonjs/fake-timers';

/**
 * A browser for tests that run in Node: just what our modules read of MediaWiki and of the page, and
 * a clock that the test moves. What needs elements, or a wiki's answers, is tested in `tests/qunit`.
 *
 * A test file begins like this; the import comes first, because modules may read `mw` when they are
 * loaded:
 *
 *     import { useBrowser } from '../browser';
 *     import { createTabs } from '../../../src/session/tabs';
 *
 *     QUnit.module( 'session/tabs', ( hooks ) => {
 *     	const browser = useBrowser( hooks );
 *
 *     	QUnit.test( 'nobody answers', async ( assert ) => {
 *     		const pages: string[] = [];
 *     		const answered = unsavedElsewhere( createTabs( 'Alice' ), ( page ) => pages.push( page ) );
 *     		await browser.clock.tickAsync( 150 );
 *     		await answered;
 *     		assert.deepEqual( pages, [] );
 *     	} );
 *     } );
 *
 * Each test has it afresh. All tabs that a test makes are of the same browser: they share its
 * storage, and hear each other by `BroadcastChannel`. Whatever is handed in to a module (requests,
 * whether there is unsaved text) the test makes itself.
 */
export interface Browser {
	/** Moves `Date`, timeouts and intervals: `await clock.tickAsync( ms )`. */
	clock: Clock;
	/** `mw.config` */
	config: Map<string, unknown>;
	/** `mw.user.options` */
	options: Map<string, unknown>;
	/** `mw.user.tokens` */
	tokens: Map<string, unknown>;
	/** What `mw.storage` keeps, as JSON, and until when, in ms. */
	stored: Map<string, { json: string; until: number }>;
	/** Whether pages may keep anything. */
	mayStore: boolean;
	/** Whether there is no room for anything more. */
	isFull: boolean;
	/** Whether there is a `BroadcastChannel`. */
	hasChannel: boolean;
	/** Hears `pagehide` and the like, which the test dispatches. */
	window: EventTarget;
}

const browser = {} as Browser;

const channels = new Set<Channel>();

class Channel {
	public onmessage?: ( event: { data: unknown } ) => void;

	public constructor( public readonly name: string ) {
		if ( !browser.hasChannel ) {
			throw new ReferenceError( 'BroadcastChannel is not defined' );
		}
		channels.add( this );
	}

	public postMessage( message: unknown ): void {
		if ( !channels.has( this ) ) {
			throw new DOMException( 'The channel is closed', 'InvalidStateError' );
		}
		for ( const other of channels ) {
			if ( other !== this && other.name === this.name ) {
				const data: unknown = structuredClone( message );
				// After what the sender is about; and nobody hears it who has closed the channel by then.
				queueMicrotask( () => channels.has( other ) && other.onmessage?.( { data } ) );
			}
		}
	}

	public close(): void {
		channels.delete( this );
	}
}

/** Like `mw.Map`: null for what is not there. */
function mapOf( name: 'config' | 'options' | 'tokens' ): object {
	return {
		get: ( key: string ) => browser[ name ].get( key ) ?? null,
		set: ( key: string, value: unknown ) => void browser[ name ].set( key, value )
	};
}

const mw = {
	config: mapOf( 'config' ),
	storage: {
		/** Null for nothing, false where nothing can be kept. */
		getObject( key: string ): unknown {
			const { json, until } = browser.stored.get( key ) ?? { json: 'null', until: Infinity };
			return browser.mayStore && ( Date.now() < until ? JSON.parse( json ) : null );
		},
		setObject( key: string, value: unknown, seconds = Infinity ): boolean {
			const isKept = browser.mayStore && !browser.isFull;
			if ( isKept ) {
				browser.stored.set( key, { json: JSON.stringify( value ), until: Date.now() + seconds * 1000 } );
			}
			return isKept;
		}
	},
	user: { options: mapOf( 'options' ), tokens: mapOf( 'tokens' ) },
	util: { wikiScript: () => '/w/index.php' }
};
Object.assign( globalThis, { mw } );

/**
 * @param hooks of a module
 * @return the browser, made afresh before each of its tests
 */
export function useBrowser( hooks: NestedHooks ): Browser {
	const { BroadcastChannel } = globalThis;
	hooks.beforeEach( () => {
		Object.assign( browser, {
			clock: install( { now: Date.UTC( 2026, 0, 1 ), toFake: [ 'Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval' ] } ),
			config: new Map(),
			options: new Map(),
			tokens: new Map(),
			stored: new Map(),
			mayStore: true,
			isFull: false,
			hasChannel: true,
			window: new EventTarget()
		} satisfies Browser );
		// Each test file has a browser of its own.
		Object.assign( globalThis, { mw, window: browser.window, BroadcastChannel: Channel } );
	} );
	hooks.afterEach( () => {
		browser.clock.uninstall();
		channels.clear();
		// Libraries would take it for a browser's.
		Reflect.deleteProperty( globalThis, 'window' );
		Object.assign( globalThis, { BroadcastChannel } );
	} );
	return browser;
}
