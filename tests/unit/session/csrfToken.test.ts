import { issuedAt } from '../../../src/session/csrfToken';

QUnit.module( 'session/csrfToken', () => {
	QUnit.test( 'tells when it was issued', ( assert ) => {
		assert.strictEqual( issuedAt( `${ 'a'.repeat( 32 ) }68000000+\\` ), 0x68000000 );
		for ( const none of [ '+\\', '', 'undefined', `${ 'a'.repeat( 32 ) }68000000%2B%5C`, `${ 'a'.repeat( 31 ) }g68000000+\\` ] ) {
			assert.true( isNaN( issuedAt( none ) ), none );
		}
	} );
} );
