import { checkToken } from '../../../src/api/checkToken';
import { errorText, isAssertFailure } from '../../../src/api/wiki';
import type { ApiError } from '../../../src/api/wiki';

QUnit.module( 'api/checkToken', () => {
	const token = (): string => mw.user.tokens.get( 'csrfToken' );

	QUnit.test( 'the page’s own token is valid', async ( assert ) => {
		const { result, generated } = await checkToken( 'csrf', token(), { assertuser: 'Alice' } );
		assert.strictEqual( result, 'valid' );
		assert.true( Date.now() - Date.parse( generated ?? '' ) < 3600000, 'and was issued within the hour' );
	} );

	QUnit.test( 'a token of another secret is invalid, and still says when it was issued', async ( assert ) => {
		const { result, generated } = await checkToken( 'csrf', `${ '0'.repeat( 32 ) }68000000+\\` );
		assert.strictEqual( result, 'invalid' );
		assert.strictEqual( generated, '2025-04-16T19:07:44Z' );
	} );

	QUnit.test( 'one that is older than the maximum age is expired', async ( assert ) => {
		// -1: even a token of this very second is too old.
		const { result } = await checkToken( 'csrf', token(), { maxtokenage: -1 } );
		assert.strictEqual( result, 'expired' );
	} );

	QUnit.test( 'somebody else than asserted', async ( assert ) => {
		await assert.rejects(
			checkToken( 'csrf', token(), { assertuser: 'Bob' } ),
			isAssertFailure
		);
	} );

	QUnit.test( 'a type that the wiki does not know: its own code, its own words', async ( assert ) => {
		const error = await checkToken( 'jabberwock', token() ).catch( ( reason: unknown ) => reason );
		assert.strictEqual( ( error as ApiError ).code, 'badvalue' );
		assert.true( errorText( error ).includes( 'jabberwock' ) );
		assert.false( isAssertFailure( error ) );
		assert.false( String( ( error as ApiError ).stack ).includes( token().slice( 0, 32 ) ), 'and no token in the error' );
	} );
} );
