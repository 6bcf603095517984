import { fillForms } from '../../../src/guard/fillForms';
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

	function field( value: string, form = '', name = 'wpEditToken', method = 'POST' ): JQuery {
		return $( '<input>' ).attr( { type: 'hidden', name, value } )
			.appendTo( $( '<form>' ).attr( { id: form, method } ).appendTo( document.body ) );
	}

	QUnit.test( 'reaches mw.user.tokens, and just those fields that hold the page’s token', async ( assert ) => {
		const ours = field( stale );
		const other = field( salted );
		// As Special:ReplaceText has it.
		const otherwiseNamed = field( stale, '', 'token' );
		// It would get into an address.
		const gets = field( stale, 'editform', 'wpEditToken', 'get' );
		// Made in another second than the page's token, as happens.
		const unsalted = [ 'editform', 'movepage', 'mw-upload-form' ].map( ( form ) => field( salted, form ) );

		const { user, tokens } = await renewTokens( 'Alice', fillForms, () => 0 );

		assert.strictEqual( user, 'Alice' );
		assert.strictEqual( mw.user.tokens.get( 'csrfToken' ), tokens.csrfToken );
		assert.strictEqual( ours.val(), tokens.csrfToken );
		assert.strictEqual( otherwiseNamed.val(), tokens.csrfToken );
		unsalted.forEach( ( edit ) => assert.strictEqual( edit.val(), tokens.csrfToken ) );
		assert.strictEqual( other.val(), salted );
		assert.strictEqual( gets.val(), stale );
		[ ours, other, otherwiseNamed, gets, ...unsalted ].forEach( ( $field ) => $field.parent().remove() );
	} );

	QUnit.test( 'another user’s are left alone', async ( assert ) => {
		const ours = field( stale );
		const { user } = await renewTokens( 'Bob', fillForms, () => 0 );
		assert.strictEqual( user, 'Alice' );
		assert.strictEqual( mw.user.tokens.get( 'csrfToken' ), stale );
		assert.strictEqual( ours.val(), stale );
		ours.parent().remove();
	} );

	QUnit.test( 'mw.Api has the new one, without a request of its own', async ( assert ) => {
		const api = new mw.Api();
		const old = await api.getToken( 'csrf' );
		const asked: string[] = [];
		const count = ( _: unknown, __: unknown, { url = '' }: JQuery.AjaxSettings ): void => {
			asked.push( url );
		};
		$( document ).on( 'ajaxSend', count );
		assert.strictEqual( await api.getToken( 'csrf' ), old, 'it keeps what it has' );
		assert.deepEqual( asked, [] );
		// A token says the second in which it was made.
		while ( Math.floor( Date.now() / 1000 ) <= parseInt( old.slice( 32, 40 ), 16 ) ) {
			await new Promise( requestAnimationFrame );
		}
		const { tokens } = await renewTokens( 'Alice', fillForms, () => 0 );
		assert.notStrictEqual( tokens.csrfToken, old );
		assert.strictEqual( await new mw.Api().getToken( 'csrf' ), tokens.csrfToken, 'and gets the new one' );
		$( document ).off( 'ajaxSend', count );
		assert.strictEqual( asked.length, 1, 'that for the tokens' );
	} );
} );
