import { checkToken } from '../../../src/api/checkToken';
import { freshTokens } from '../../../src/api/freshTokens';

QUnit.module( 'api/freshTokens', () => {
	QUnit.test( 'come for the user who is logged in, and are good', async ( assert ) => {
		const { user, tokens } = await freshTokens();
		assert.strictEqual( user, 'Alice' );
		assert.deepEqual( Object.keys( tokens ).sort(), [ 'csrfToken', 'patrolToken', 'watchToken' ] );
		for ( const [ name, token ] of Object.entries( tokens ) ) {
			const { result } = await checkToken( name.replace( 'Token', '' ), token );
			assert.strictEqual( result, 'valid', name );
		}
	} );
} );
