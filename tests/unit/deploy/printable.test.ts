import { linesOf } from '../../../deploy/report.mjs';
import { printable } from '../../../deploy/printable.mjs';

QUnit.module( 'deploy/printable', () => {
	QUnit.test( 'what a terminal would obey is written out; all else stays', ( assert ) => {
		assert.strictEqual( printable( '\u001b[2J\u009b8m\u202eevil\r' ), '\\u001b[2J\\u009b8m\\u202eevil\\u000d' );
		const words = 'Ünïcödé “כל” 和 👍\n\tline';
		assert.strictEqual( printable( words ), words );
	} );

	QUnit.test( 'a page cannot hide its own change', ( assert ) => {
		const step = { title: 'MediaWiki:Gadget-SessionGuard.js', action: 'edit', before: { text: 'a;\nsnark();\u009b1A\u009b2K\n' }, after: 'a;\n' };
		const lines = linesOf( { verify: true, remove: false, steps: [ step ] } as unknown as Parameters<typeof linesOf>[ 0 ] );
		assert.true( lines.includes( '-snark();\\u009b1A\\u009b2K' ), lines );
	} );
} );
