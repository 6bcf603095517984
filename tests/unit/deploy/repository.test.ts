import { choose } from '../../../deploy/repository.mjs';

const OURS = [ 'SessionGuard', 'SessionGuard-more' ];

QUnit.module( 'deploy/repository', () => {
	for ( const [ what, inEffect, inLines, inJson, expected ] of [
		[ 'a wiki without gadgets', [], [], [], 'definition' ],
		[ 'one that reads lines', [ 'A', 'B' ], [ 'A', 'B' ], [], 'definition' ],
		[ 'JSON that it does not read beside them', [ 'A' ], [ 'A' ], [ 'X' ], 'definition' ],
		[ 'a broken line among them', [ 'A' ], [ 'A', 'Broken' ], [], 'definition' ],
		[ 'one that reads JSON', [ 'A' ], [], [ 'A' ], 'json' ],
		[ 'one where our lines had no effect', [], OURS, [], 'json' ],
		[ 'one that has moved, and left its lines', [ 'A' ], [ 'A' ], [ 'A' ], 'json' ],
		[ 'one that has moved, and left lines of what it no longer has', [ 'A' ], [ 'A', 'Old' ], [ 'A' ], 'json' ],
		[ 'one that reads both', [ 'A', 'B' ], [ 'A' ], [ 'B' ], 'json' ],
		[ 'one that reads both, with our lines', [ 'A', 'B', ...OURS ], [ 'A', ...OURS ], [ 'B' ], 'definition' ],
		[ 'one that reads both, with ours in JSON', [ 'A', ...OURS ], [ 'A' ], OURS, 'json' ],
		[ 'one that is about to move', [ 'A', 'B' ], [ 'A', 'B' ], [ 'A' ], 'definition' ]
	] as const ) {
		QUnit.test( `${ what }: ${ expected }`, ( assert ) => {
			const names = { inEffect: [ ...inEffect ], inLines: [ ...inLines ], inJson: [ ...inJson ] };
			assert.strictEqual( choose( { ...names, ours: OURS } ), expected );
		} );
	}
} );
