import { createSession } from '../../../src/session/session';
import type { SessionStatus } from '../../../src/session/session';

QUnit.module( 'session/session', () => {
	QUnit.test( 'begins as valid, and tells observers of each change once', ( assert ) => {
		const session = createSession( 'Alice' );
		const seen: SessionStatus[] = [];
		session.observe( ( status ) => seen.push( status ) );
		session.update( { state: 'valid' } );
		session.update( { state: 'switched', other: 'Bob' } );
		session.update( { state: 'switched', other: 'Bob' } );
		session.update( { state: 'switched', other: 'Carroll' } );
		assert.deepEqual( seen, [
			{ state: 'valid' },
			{ state: 'switched', other: 'Bob' },
			{ state: 'switched', other: 'Carroll' }
		] );
		assert.deepEqual( session.status, { state: 'switched', other: 'Carroll' } );
	} );
} );
