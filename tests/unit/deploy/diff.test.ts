import { diffOf } from '../../../deploy/diff.mjs';
import type { Step } from '../../../deploy/plan.mjs';

const step = ( changes: object ): Step => ( { title: 'MediaWiki:Gadget-Snark.js', action: 'edit', before: { text: 'a\nb\nc\nd\n' }, after: 'a\nb\nC\nd\n', ...changes } ) as unknown as Step;

QUnit.module( 'deploy/diff', () => {
	QUnit.test( 'shows the lines that change, with one around them', ( assert ) => {
		assert.strictEqual( diffOf( step( {} ) ), '@@ 2 → 2 @@\n b\n-c\n+C\n d' );
		assert.strictEqual( diffOf( step( { after: 'a\nb\nc\nd' } ) ), '', 'MediaWiki keeps no line break at the end' );
	} );

	QUnit.test( 'a page that is new, stays, or goes as a whole has none', ( assert ) => {
		for ( const changes of [ { before: null }, { after: undefined }, { action: 'same' }, { action: 'blank' } ] ) {
			assert.strictEqual( diffOf( step( changes ) ), '' );
		}
	} );
} );
