import * as fc from 'fast-check';
import { readPasted } from '../../../src/session/pastedToken';

QUnit.module( 'session/pastedToken', () => {
	const tokens = fc.tuple(
		fc.array( fc.constantFrom( ...'0123456789abcdef' ), { minLength: 0, maxLength: 48 } ), fc.constant( '+\\' )
	).map( ( [ digits, suffix ] ) => digits.join( '' ) + suffix );

	QUnit.test( 'a token is itself, spaces around or not', ( assert ) => {
		fc.assert( fc.property( tokens, fc.constantFrom( '', ' ', '\n', '\t ' ), ( token, space ) => {
			const read = readPasted( space + token + space );
			return 'token' in read && read.token === token;
		} ) );
		assert.true( true );
	} );

	QUnit.test( 'in any other form that people paste, it is found', ( assert ) => {
		fc.assert( fc.property( tokens, fc.constantFrom(
			encodeURIComponent,
			( token: string ) => `"${ token }"`,
			( token: string ) => `token=${ encodeURIComponent( token ) }&format=json`,
			( token: string ) => encodeURIComponent( token ).toLowerCase(),
			( token: string ) => JSON.stringify( { csrftoken: token } )
		), ( token, form ) => {
			const read = readPasted( form( token ) );
			return 'found' in read && read.found === token;
		} ) );
		assert.true( true );
	} );

	QUnit.test( 'whatever else is put in, it says what is wrong', ( assert ) => {
		fc.assert( fc.property( fc.string( { maxLength: 3000 } ), ( text ) => {
			const read = readPasted( text );
			return 'problem' in read || 'token' in read || 'found' in read;
		} ) );
		assert.deepEqual( readPasted( 'ABCDEF+\\' ), { found: 'abcdef+\\' } );
		assert.deepEqual( readPasted( ' ' ), { problem: 'empty' } );
		assert.deepEqual( readPasted( 'f'.repeat( 1000000 ) ), { problem: 'long' } );
		assert.deepEqual( readPasted( 'frumious' ), { problem: 'shape' } );
	} );
} );
