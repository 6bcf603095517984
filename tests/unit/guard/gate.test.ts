import { useBrowser } from '../browser';
import { createGate } from '../../../src/guard/gate';
import type { Gate } from '../../../src/guard/gate';
import type { Monitor } from '../../../src/session/monitor';
import type { Proof } from '../../../src/session/proof';
import { createSession } from '../../../src/session/session';
import type { Session } from '../../../src/session/session';

QUnit.module( 'guard/gate', ( hooks ) => {
	const browser = useBrowser( hooks );
	let session: Session;
	let isDead: boolean;
	/** What a check finds out; it takes forever if it finds out nothing. */
	let find: ( () => void ) | null;
	let waited: unknown[][];
	let cancelled: number;
	let answer: boolean;
	let gate: Gate;
	const save = {} as HTMLElement;
	hooks.beforeEach( () => {
		session = createSession( 'Alice' );
		isDead = false;
		find = () => {};
		waited = [];
		cancelled = 0;
		answer = true;
		const check = (): Promise<void> => new Promise( ( resolve ) => {
			if ( find ) {
				find();
				resolve();
			}
		} );
		gate = createGate( session, { isDead: () => isDead } as Proof, { check, checkAnew: check } as Monitor, ( ...args ) => {
			waited.push( args );
			return Promise.resolve( answer );
		}, () => void cancelled++ );
	} );

	QUnit.test( 'a good session: it goes, and nobody is asked', async ( assert ) => {
		assert.true( await gate.pass( save ) );
		assert.deepEqual( waited, [] );
	} );

	async function waits( assert: Assert ): Promise<void> {
		assert.true( await gate.pass( save, '/index.php' ) );
		answer = false;
		assert.false( await gate.pass( save, '/index.php' ) );
		assert.deepEqual( waited, [ [ save, '/index.php' ], [ save, '/index.php' ] ] );
		assert.strictEqual( cancelled, 1 );
	}

	QUnit.test( 'a lost session: it waits, and goes as the reader has it', ( assert ) => {
		find = () => session.update( { verdict: { state: 'logged-out' } } );
		return waits( assert );
	} );

	QUnit.test( 'a dead token: the same', ( assert ) => {
		find = () => {
			isDead = true;
		};
		return waits( assert );
	} );

	QUnit.test( 'nothing known within 4 s: it goes', async ( assert ) => {
		find = null;
		let went: boolean | undefined;
		void gate.pass( save ).then( ( go ) => {
			went = go;
		} );
		await browser.clock.tickAsync( 3900 );
		assert.strictEqual( went, undefined );
		assert.true( gate.isHolding() );
		await browser.clock.tickAsync( 200 );
		assert.true( went );
		assert.false( gate.isHolding() );
	} );

	QUnit.test( 'known to be lost, and then silence: it waits all the same', async ( assert ) => {
		session.update( { verdict: { state: 'switched', other: 'Bob' } } );
		find = null;
		answer = false;
		const went = gate.pass( save );
		await browser.clock.tickAsync( 4100 );
		assert.false( await went );
	} );

	QUnit.test( 'cancelling goes for all that is held at that time', async ( assert ) => {
		session.update( { verdict: { state: 'logged-out' } } );
		answer = false;
		const first = gate.pass();
		find = null;
		const late = gate.pass();
		assert.false( await first );
		await browser.clock.tickAsync( 4100 );
		assert.false( await late );
		assert.strictEqual( waited.length, 1, 'and is asked about once' );
	} );

	QUnit.test( 'no answer at all: a form may be on its way to an error of the browser’s, a request of a script is not', async ( assert ) => {
		find = () => session.update( { contact: 'unreachable' } );
		await gate.pass( save, '/index.php' );
		await gate.pass();
		assert.deepEqual( waited, [ [ save, '/index.php' ] ] );
	} );
} );
