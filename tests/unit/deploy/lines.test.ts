import fc from 'fast-check';
import { toLines, toText, withLines, withoutLines } from '../../../deploy/lines.mjs';

/** Pages of any shape: lines with any line break between, none or more at the end, comments that span some. */
const pages = fc.array( fc.oneof( fc.constantFrom( '\n', '\r\n', '\r', '<!--', '-->', '<!-- a\nb -->' ), fc.constantFrom( 'a', ' ', '* Snark|snark.js' ) ), { maxLength: 12 } )
	.map( ( parts ) => parts.join( '' ) );

QUnit.module( 'deploy/lines', () => {
	QUnit.test( 'a line break inside a comment is none', ( assert ) => {
		assert.deepEqual( toLines( 'a\r\nb <!-- c\nd --> e\rf' ), [
			{ text: 'a', end: '\r\n' },
			{ text: 'b <!-- c\nd --> e', end: '\r' },
			{ text: 'f', end: '' }
		] );
		assert.deepEqual( toLines( 'a\n' ), [ { text: 'a', end: '\n' }, { text: '', end: '' } ] );
		assert.deepEqual( toLines( '' ), [ { text: '', end: '' } ] );
	} );

	QUnit.test( 'lines are all of the page, and nothing else', ( assert ) => {
		fc.assert( fc.property( pages, ( page ) => toText( toLines( page ) ) === page ), { numRuns: 2000 } );
		assert.true( true );
	} );

	QUnit.test( 'added lines can be taken out again, byte for byte', ( assert ) => {
		const ours = [ 'one of ours', 'another' ];
		fc.assert( fc.property( pages, ( page ) => {
			const added = toLines( toText( withLines( toLines( page ), ours ) ) );
			return ours.every( ( own ) => added.some( ( { text } ) => text === own ) ) &&
				toText( withoutLines( added, ( { text } ) => ours.includes( text ) ) ) === page;
		} ), { numRuns: 2000 } );
		assert.true( true );
	} );
} );
