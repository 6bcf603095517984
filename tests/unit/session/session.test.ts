import { createSession } from '../../../src/session/session';

QUnit.module( 'session/session', () => {
	QUnit.test( 'begins as valid, and tells observers of each change once', ( assert ) => {
		const session = createSession( 'Alice' );
		const seen: unknown[] = [];
		const stop = session.observe( () => seen.push( session.verdict ) );
		session.update( { verdict: { state: 'valid' } } );
		session.update( { verdict: { state: 'switched', other: 'Bob' } } );
		session.update( { verdict: { state: 'switched', other: 'Bob' }, contact: 'idle' } );
		session.update( { verdict: { state: 'switched', other: 'Carroll' } } );
		stop();
		session.update( { verdict: { state: 'valid' } } );
		assert.deepEqual( seen, [
			{ state: 'valid' },
			{ state: 'switched', other: 'Bob' },
			{ state: 'switched', other: 'Carroll' }
		] );
	} );

	QUnit.test( 'what is known stands while the wiki is asked, or out of reach', ( assert ) => {
		const session = createSession( 'Alice' );
		session.update( { verdict: { state: 'logged-out' } } );
		for ( const contact of [ 'checking', 'unreachable' ] as const ) {
			session.update( { contact } );
			assert.strictEqual( session.state, contact );
			assert.deepEqual( session.verdict, { state: 'logged-out' } );
			assert.true( session.isLost );
		}
		session.update( { contact: 'idle' } );
		assert.strictEqual( session.state, 'logged-out' );
	} );
} );
