import { issuedAt } from '../../../src/session/csrfToken';

QUnit.module( 'session/csrfToken', () => {
	QUnit.test( 'the page’s own tells when it was issued', ( assert ) => {
		assert.true( Math.abs( Date.now() / 1000 - issuedAt( mw.user.tokens.get( 'csrfToken' ) ) ) < 3600 );
	} );
} );
