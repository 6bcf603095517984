import { useBrowser } from '../browser';
import { createMonitor } from '../../../src/session/monitor';
import type { Monitor } from '../../../src/session/monitor';
import { createProof } from '../../../src/session/proof';
import type { Proof } from '../../../src/session/proof';
import { foundValid } from '../../../src/session/proving';
import { createSession } from '../../../src/session/session';
import type { Session, Verdict } from '../../../src/session/session';
import { createTabs } from '../../../src/session/tabs';

const MINUTE = 60000;

QUnit.module( 'session/monitor', ( hooks ) => {
	const browser = useBrowser( hooks );
	/** A page whose events the test brings about. */
	const page = {
		visible: true,
		unsaved: false,
		emit: {} as Record<'return' | 'input' | 'tick' | 'error', () => void>,
		isVisible: () => page.visible,
		hasUnsavedText: () => page.unsaved,
		interval: () => 5 * MINUTE,
		onReturn: ( callback: () => void ) => void ( page.emit.return = callback ),
		onInput: ( callback: () => void ) => void ( page.emit.input = callback ),
		onTick: ( callback: () => void ) => void ( page.emit.tick = callback ),
		onSessionError: ( callback: () => void ) => void ( page.emit.error = callback )
	};
	let session: Session;
	let proof: Proof;
	let monitor: Monitor;
	let asked: number;
	let begunWithRenewal: boolean[];
	/** What the wiki answers: a verdict, or an error. */
	let answer: Verdict | Error;
	hooks.beforeEach( () => {
		Object.assign( page, { visible: true, unsaved: false } );
		asked = 0;
		begunWithRenewal = [];
		answer = { state: 'valid' };
		session = createSession( 'Alice' );
		proof = createProof( 'Alice', `${ 'a'.repeat( 32 ) }${ Math.floor( Date.now() / 1000 ).toString( 16 ) }+\\`, createTabs( 'Alice' ), false );
		monitor = createMonitor( session, proof, async ( beginWithRenewal ) => {
			asked++;
			begunWithRenewal.push( beginWithRenewal );
			await new Promise( ( resolve ) => {
				setTimeout( resolve, 100 );
			} );
			if ( answer instanceof Error ) {
				throw answer;
			}
			if ( answer.state === 'valid' ) {
				foundValid( proof, Math.floor( Date.now() / 1000 ), Date.now() );
			}
			return answer;
		}, page );
	} );

	const pass = ( minutes: number ): Promise<unknown> => browser.clock.tickAsync( minutes * MINUTE );

	QUnit.test( 'one request at a time: further calls join it', async ( assert ) => {
		const all = Promise.all( [ monitor.check(), monitor.check(), monitor.check() ] );
		assert.strictEqual( session.state, 'checking' );
		await browser.clock.tickAsync( 100 );
		await all;
		assert.strictEqual( asked, 1 );
		assert.strictEqual( session.state, 'valid' );
	} );

	QUnit.test( '`checkAnew` never joins one that was sent before', async ( assert ) => {
		void monitor.check();
		const anew = monitor.checkAnew();
		await browser.clock.tickAsync( 200 );
		await anew;
		assert.strictEqual( asked, 2 );
	} );

	QUnit.test( '`renew` never joins a check that was sent before: that brings no fresh tokens', async ( assert ) => {
		void monitor.check();
		const renewed = monitor.renew();
		await browser.clock.tickAsync( 200 );
		await renewed;
		assert.deepEqual( begunWithRenewal, [ false, true ] );
	} );

	QUnit.test( 'a clock that is set back makes nobody wait longer', async ( assert ) => {
		answer = new Error( 'http' );
		void monitor.check();
		await browser.clock.tickAsync( 200 );
		browser.clock.setSystemTime( Date.now() - 60 * MINUTE );
		page.emit.return();
		assert.strictEqual( asked, 2 );
	} );

	QUnit.test( 'what is known stands while there is no answer', async ( assert ) => {
		answer = { state: 'switched', other: 'Bob' };
		void monitor.check();
		await pass( 1 );
		answer = new Error( 'http' );
		void monitor.check();
		await pass( 1 );
		assert.strictEqual( session.state, 'unreachable' );
		assert.deepEqual( session.verdict, { state: 'switched', other: 'Bob' } );
	} );

	QUnit.test( 'who returns within the interval asks nothing; later, once', async ( assert ) => {
		await pass( 4 );
		page.emit.return();
		assert.strictEqual( asked, 0 );
		await pass( 2 );
		page.emit.return();
		page.emit.return();
		await pass( 0.1 );
		assert.strictEqual( asked, 1 );
	} );

	QUnit.test( 'errors back off: doubling, with jitter, at most 10 minutes and a quarter', async ( assert ) => {
		answer = new Error( 'http' );
		void monitor.check();
		const times: number[] = [];
		for ( let second = 0; second < 3600; second++ ) {
			await browser.clock.tickAsync( 1000 );
			const before = asked;
			page.emit.error();
			if ( asked > before ) {
				times.push( second );
			}
		}
		const pauses = times.slice( 1 ).map( ( time, index ) => time - ( times[ index ] as number ) );
		assert.true( ( times[ 0 ] as number ) >= 5 && ( times[ 0 ] as number ) < 8, String( times ) );
		assert.true( pauses.every( ( pause, index ) => !index || pause >= ( pauses[ index - 1 ] as number ) * 0.75 ), String( pauses ) );
		assert.true( Math.max( ...pauses ) <= 751, String( pauses ) );
		assert.true( asked < 14 );
	} );

	QUnit.test( 'unsaved text: once an interval, until the writer is gone for 8 hours', async ( assert ) => {
		page.unsaved = true;
		page.emit.input();
		for ( let half = 0; half < 60; half++ ) {
			await pass( 0.5 );
			page.emit.tick();
		}
		assert.true( asked >= 5 && asked <= 6, String( asked ) );
		await pass( 8 * 60 );
		asked = 0;
		for ( let half = 0; half < 60; half++ ) {
			await pass( 0.5 );
			page.emit.tick();
		}
		assert.strictEqual( asked, 0 );
	} );

	QUnit.test( 'a hidden tab without unsaved text asks nothing, even if another tab says that the user is back', async ( assert ) => {
		page.visible = false;
		proof.forget();
		session.update( { verdict: { state: 'logged-out' } } );
		session.update( { verdict: { state: 'valid' } } );
		page.emit.tick();
		await pass( 1 );
		assert.strictEqual( asked, 0 );
		page.visible = true;
		page.emit.return();
		await pass( 0.1 );
		assert.strictEqual( asked, 1, 'its token is dead: at the first return' );
	} );

	QUnit.test( 'a visible one asks at once', async ( assert ) => {
		proof.forget();
		session.update( { verdict: { state: 'logged-out' } } );
		session.update( { verdict: { state: 'valid' } } );
		await pass( 0.1 );
		assert.strictEqual( asked, 1 );
		assert.false( proof.isDead() );
	} );

	QUnit.test( 'who is about to need the session: checked, unless that was just done', async ( assert ) => {
		monitor.attend();
		assert.strictEqual( asked, 0, 'the page has just loaded' );
		await pass( 1 );
		monitor.attend();
		monitor.attend();
		await pass( 0.1 );
		monitor.attend();
		assert.strictEqual( asked, 1 );
	} );
} );
