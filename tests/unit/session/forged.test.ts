import { useBrowser } from '../browser';
import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { createGate } from '../../../src/guard/gate';
import { followTabs } from '../../../src/session/followTabs';
import { createMonitor } from '../../../src/session/monitor';
import { createProof } from '../../../src/session/proof';
import { askWiki } from '../../../src/session/protocol';
import { createSession } from '../../../src/session/session';
import { createTabs } from '../../../src/session/tabs';
import { WIKI_KEY } from '../../../src/session/wikiKey';

/** What any script of this origin can do at any time. */
interface Forgery {
	/** On the channel of our tabs; or in what they keep. */
	where: 'channel' | 'storage';
	what: unknown;
	/** How long after what happened before, in ms. */
	wait: number;
}

const second = fc.oneof( fc.integer( { min: 0, max: 4e9 } ), fc.double(), fc.constantFrom( null, 'soon', Infinity ) );
const proof = fc.record( {
	span: fc.oneof( fc.record( { id: second, from: second, until: second } ), fc.anything() ), at: second, dead: second
}, { requiredKeys: [] } );
const message = fc.record( {
	type: fc.oneof( fc.constantFrom( 'proof', 'login', 'logout', 'ask', 'unsaved' ), fc.string() ),
	user: fc.oneof( fc.constantFrom( 'Alice', 'Bob', '' ), fc.anything() ),
	data: fc.oneof( proof, fc.anything() )
}, { requiredKeys: [] } );
/** Stands for the best proof that there could be at that time. */
const BOAST = 'boast';
const boast = (): unknown => ( { span: { id: 7, from: 0, until: Date.now() / 1000 + 3600 }, at: Date.now(), dead: 0 } );

const forgeries: fc.Arbitrary<Forgery[]> = fc.array( fc.oneof(
	fc.record( { where: fc.constant( 'channel' as const ), what: fc.oneof( message, fc.anything(), fc.constant( BOAST ) ), wait: fc.nat( 200 ) } ),
	fc.record( { where: fc.constant( 'storage' as const ), what: fc.oneof( proof, fc.jsonValue(), fc.constant( BOAST ) ), wait: fc.nat( 200 ) } )
), { maxLength: 8 } );

QUnit.module( 'session/forged', ( hooks ) => {
	const browser = useBrowser( hooks );
	const tokenOf = ( time: number ): string => `${ 'a'.repeat( 32 ) }${ Math.floor( time / 1000 ).toString( 16 ) }+\\`;

	/** Presses Save while things are forged, and says whether it went. */
	async function save( user: string | null, list: Forgery[], assert: ( isFresh: boolean ) => void ): Promise<boolean> {
		browser.stored.clear();
		const session = createSession( 'Alice' );
		const tabs = createTabs( 'Alice' );
		let token = tokenOf( Date.now() );
		const known = createProof( 'Alice', token, tabs, false );
		followTabs( session, known, tabs );
		const answer = <T>( value: () => T ): Promise<T> => new Promise( ( resolve ) => {
			const said = value();
			setTimeout( () => resolve( said ), 100 );
		} );
		const monitor = createMonitor( session, known, ( renew ) => askWiki( session, known, tabs, {
			csrfToken: () => token,
			check: () => answer( () => user ).then( ( now ) => {
				if ( now !== 'Alice' ) {
					throw Object.assign( new Error( 'assert' ), { code: 'assertnameduserfailed' } );
				}
				return { result: 'valid' as const, now: Math.floor( Date.now() / 1000 ) };
			} ),
			renew: () => answer( () => user ).then( ( now ) => {
				if ( now === 'Alice' ) {
					token = tokenOf( Date.now() );
				}
				return { user: now, tokens: {} };
			} )
		}, renew ), {
			isVisible: () => true,
			hasUnsavedText: () => true,
			interval: () => 300000,
			onReturn: () => {},
			onInput: () => {},
			onTick: () => {},
			onSessionError: () => {}
		} );
		const gate = createGate( session, known, monitor, () => Promise.resolve( false ), () => {} );

		await browser.clock.tickAsync( 60000 );
		const forger = new BroadcastChannel( WIKI_KEY );
		const forge = ( { where, what }: Forgery ): void => {
			if ( where === 'storage' ) {
				mw.storage.setObject( `${ WIKI_KEY }:Alice`, what === BOAST ? boast() : what );
			} else {
				try {
					forger.postMessage( what === BOAST ? { type: 'proof', user: 'Alice', data: boast() } : what );
				} catch {
					// Not even the browser would send it.
				}
			}
		};
		const half = list.length / 2;
		for ( const forgery of list.slice( 0, half ) ) {
			forge( forgery );
			await browser.clock.tickAsync( forgery.wait );
		}
		assert( known.isFresh() );
		let went: boolean | undefined;
		void gate.pass( null ).then( ( go ) => {
			went = go;
		} );
		for ( const forgery of list.slice( half ) ) {
			await browser.clock.tickAsync( forgery.wait );
			forge( forgery );
		}
		// Less than the patience of who holds it.
		await browser.clock.tickAsync( 2000 );
		forger.close();
		browser.window.dispatchEvent( new Event( 'pagehide' ) );
		return went as boolean;
	}

	QUnit.test( 'whatever is forged, a Save goes if the wiki says that its user is there, and only then', async ( assert ) => {
		// Each run is another tab.
		setMaxListeners( 0, browser.window );
		const unhandled: unknown[] = [];
		const onUnhandled = ( error: unknown ): void => void unhandled.push( error );
		process.on( 'unhandledRejection', onUnhandled );
		await fc.assert( fc.asyncProperty( fc.constantFrom( 'Alice', 'Bob', null ), forgeries, async ( user, list ) => {
			const went = await save( user, list, ( isFresh ) => {
				if ( isFresh ) {
					throw new Error( 'a Save would not even ask' );
				}
			} );
			return went === ( user === 'Alice' );
		} ), { numRuns: 100 } );
		process.off( 'unhandledRejection', onUnhandled );
		assert.deepEqual( unhandled, [] );
	} );
} );
