import fc from 'fast-check';
import { loaderLine, withLoader, withoutLoader } from '../../../deploy/loader.mjs';

QUnit.module( 'deploy/loader', () => {
	QUnit.test( 'the line of common.js: once, in any spelling, for any name', ( assert ) => {
		const page = 'User:Tweedle "D" & \'Dee\'/SessionGuard.js';
		const line = loaderLine( page, '/w/index.php' );
		assert.strictEqual( line, 'mw.loader.load( \'/w/index.php?title=User:Tweedle_%22D%22_%26_%27Dee%27/SessionGuard.js&action=raw&ctype=text/javascript\' ); // SessionGuard' );
		assert.strictEqual( withLoader( `a;\n${ line }\nb;`, page, '/w/index.php' ), `a;\n${ line }\nb;` );
		const pasted = 'mw.loader.load("/w/index.php?title=User:Alice/SessionGuard.js&action=raw&ctype=text/javascript")';
		assert.strictEqual( withLoader( pasted, 'User:Alice/SessionGuard.js', '/w/index.php' ), pasted );
		assert.strictEqual( withLoader( `${ pasted }\n${ pasted }`, 'User:Alice/SessionGuard.js', '/index.php' ), loaderLine( 'User:Alice/SessionGuard.js', '/index.php' ), 'moved' );
		const others = 'mw.loader.load( \'/w/index.php?title=User:Bob/SessionGuard.js&action=raw&ctype=text/javascript\' ); // SessionGuard';
		assert.strictEqual( withoutLoader( `${ others }\n// ${ line }`, page ), `${ others }\n// ${ line }` );
	} );

	QUnit.test( 'what was added is taken back, byte for byte', ( assert ) => {
		fc.assert( fc.property( fc.array( fc.constantFrom( '// mine', '', '  ', '\r', '\r\n', '\n', 'x' ) ).map( ( parts ) => parts.join( '\n' ) ), ( text ) =>
			withoutLoader( withLoader( text, 'User:A/SessionGuard.js', '/i.php' ), 'User:A/SessionGuard.js' ) === text
		), { numRuns: 2000 } );
		assert.true( true );
	} );
} );
