import { freshTokens } from '../../../src/api/freshTokens';
import { renewTokens } from '../../../src/guard/renewTokens';

QUnit.module( 'guard/renewTokens', () => {
	QUnit.test( 'reaches mw.user.tokens, mw.Api, and just those fields that hold the old token', async ( assert ) => {
		const old = mw.user.tokens.get( 'csrfToken' );
		const other = `${ '0'.repeat( 32 ) }68000000+\\`;
		const field = ( value: string ): JQuery =>
			$( '<input>' ).attr( { type: 'hidden', name: 'wpEditToken', value } ).appendTo( document.body );
		const ours = field( old );
		const salted = field( other );

		const { tokens } = await freshTokens();
		renewTokens( tokens );

		assert.strictEqual( mw.user.tokens.get( 'csrfToken' ), tokens.csrfToken );
		assert.strictEqual( ours.val(), tokens.csrfToken );
		assert.strictEqual( salted.val(), other );
		ours.add( salted ).remove();
	} );
} );
