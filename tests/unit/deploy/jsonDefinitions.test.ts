import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hide, withJsonDefinition } from '../../../deploy/jsonDefinitions.mjs';
import { ROOT } from '../root.mjs';

const LINES = readFileSync( path.join( ROOT, 'gadget-definition.txt' ), 'utf8' ).trim().split( '\n' );
const made = ( text: string, line: string ): unknown => JSON.parse( withJsonDefinition( text, line ) );

QUnit.module( 'deploy/jsonDefinitions', () => {
	QUnit.test( 'says what the line says', ( assert ) => {
		assert.propEqual( made( '', '* A[ResourceLoader|hidden|package|dependencies=mediawiki.api,mediawiki.util|peers=A-styles]|A.js|A.json' ), {
			settings: { hidden: true, package: true },
			module: { pages: [ 'A.js', 'A.json' ], dependencies: [ 'mediawiki.api', 'mediawiki.util' ], peers: [ 'A-styles' ], type: '' }
		} );
		assert.propEqual( made( '', '* A-styles[hidden|type=styles]|A.css' ), {
			settings: { hidden: true }, module: { pages: [ 'A.css' ], dependencies: [], peers: [], type: 'styles' }
		} );
	} );

	QUnit.test( 'what a wiki had chosen in its line goes along', ( assert ) => {
		assert.propEqual( made( '', '* A[ResourceLoader|default|rights=edit, minoredit|namespaces=0,-1|skins=vector]|A.js' ), {
			settings: { default: true, rights: [ 'edit', 'minoredit' ], namespaces: [ 0, -1 ], skins: [ 'vector' ] },
			module: { pages: [ 'A.js' ], dependencies: [], peers: [], type: '' }
		} );
	} );

	QUnit.test( 'taken away, and back again', ( assert ) => {
		const [ line = '' ] = LINES;
		const once = withJsonDefinition( '', line );
		const hidden = hide( once );
		assert.propEqual( JSON.parse( hidden ), { settings: { hidden: true }, module: { pages: [] } } );
		// The wiki adds what it takes for granted.
		const kept = JSON.stringify( { settings: { hidden: true, category: '' }, module: { pages: [], dependencies: [] } } );
		assert.strictEqual( hide( kept ), kept );
		assert.strictEqual( withJsonDefinition( kept, line ), once );
	} );

	QUnit.test( 'what the wiki chose stays, what goes with the code does not', ( assert ) => {
		const theirs = JSON.stringify( { settings: { default: true, hidden: false, rights: [ 'edit' ], package: true }, module: { pages: [ 'old.js' ], messages: [ 'x' ] } } );
		assert.propEqual( made( theirs, '* A[ResourceLoader|hidden]|A.js' ), {
			settings: { hidden: false, default: true, rights: [ 'edit' ] }, module: { pages: [ 'A.js' ], dependencies: [], peers: [], type: '' }
		} );
	} );

	QUnit.test( 'a second time, nothing changes; what cannot be read counts as nothing', ( assert ) => {
		for ( const line of LINES ) {
			const once = withJsonDefinition( '', line );
			for ( const text of [ once, '{', '[]', 'null', '""', '{ "settings": 1 }' ] ) {
				assert.strictEqual( withJsonDefinition( text, line ), once, text );
			}
		}
	} );
} );
