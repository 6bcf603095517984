import { freshTokens } from '../../../src/api/freshTokens';
import { renewTokens } from '../../../src/guard/renewTokens';

QUnit.module( 'guard/renewTokens', ( hooks ) => {
	const stale = `${ '1'.repeat( 32 ) }68000000+\\`;
	const salted = `${ '0'.repeat( 32 ) }68000000+\\`;
	let token: string;
	hooks.beforeEach( () => {
		token = mw.user.tokens.get( 'csrfToken' );
		mw.user.tokens.set( 'csrfToken', stale );
	} );
	hooks.afterEach( () => {
		mw.user.tokens.set( 'csrfToken', token );
	} );

	function field( value: string, form = '' ): JQuery {
		return $( '<input>' ).attr( { type: 'hidden', name: 'wpEditToken', value } )
			.appendTo( $( '<form>' ).attr( 'id', form ).appendTo( document.body ) );
	}

	QUnit.test( 'reaches mw.user.tokens, and just those fields that hold the page’s token', async ( assert ) => {
		const ours = field( stale );
		const other = field( salted );
		// Made in another second than the page's token, as happens.
		const edit = field( salted, 'editform' );

		const { tokens } = await freshTokens();
		renewTokens( tokens );

		assert.strictEqual( mw.user.tokens.get( 'csrfToken' ), tokens.csrfToken );
		assert.strictEqual( ours.val(), tokens.csrfToken );
		assert.strictEqual( edit.val(), tokens.csrfToken );
		assert.strictEqual( other.val(), salted );
		ours.add( other ).add( edit ).parent().remove();
	} );

	QUnit.test( 'mw.Api has the new one, without a request', async ( assert ) => {
		const api = new mw.Api();
		await api.getToken( 'csrf' );
		const { tokens } = await freshTokens();
		let asked = 0;
		const count = (): void => {
			asked++;
		};
		$( document ).on( 'ajaxSend', count );
		await api.getToken( 'csrf' );
		assert.strictEqual( asked, 0, 'it keeps what it has' );
		tokens.csrfToken = stale;
		renewTokens( tokens );
		assert.strictEqual( await new mw.Api().getToken( 'csrf' ), stale );
		$( document ).off( 'ajaxSend', count );
		assert.strictEqual( asked, 0, 'and gets the new one' );
		api.badToken( 'csrf' );
	} );
} );
