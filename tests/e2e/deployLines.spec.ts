import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withDefinitions, withoutDefinitions } from '../../deploy/definitions.mjs';
import { loaderLine, withLoader, withoutLoader } from '../../deploy/loader.mjs';
import { folderOf, isInTheClear } from '../../deploy/options.mjs';
import { ROOT } from './deployment';

const OURS = readFileSync( path.join( ROOT, 'gadget-definition.txt' ), 'utf8' ).trim();
const LINES = OURS.split( '\n' );
const [ FIRST = '', ...REST ] = LINES;
const NAMES = [ 'SessionGuard', 'SessionGuard-styles', 'SessionGuard-more', 'SessionGuard-panel' ];
const OTHERS = [ '* HotCat[ResourceLoader]|HotCat.js', '*  SessionGuardian [ResourceLoader | default] | x.js ', '* SessionGuard-extra|y.js', '== heading ==', '', '  ', 'prose on * SessionGuard', '* SessionGuard', '<!-- a\nb -->', '<!-- open', '*X|a.js <!-- * Y|b.js -->' ];

/** Reads the page as Extension:Gadgets does: options by name, of the valid lines in their order. */
function gadgetsOf( text: string ): [ string, string ][] {
	return text.replace( /<!--.*?-->/gs, '' ).split( /(?:\r\n|\r|\n)+/ ).flatMap( ( line ): [ string, string ][] => {
		const [ , name, options = '' ] = /^\*+ *([a-zA-Z](?:[-_:.\w ]*[a-zA-Z0-9])?)(\s*\[.*?\])?\s*((\|[^|]*)+)\s*$/.exec( line ) ?? [];
		return name ? [ [ name, options.trim() ] ] : [];
	} );
}

/** A page of other gadgets’ lines, with our own, right, old, twice or not, anywhere. */
const pages = fc.record( {
	lines: fc.array( fc.oneof(
		{ weight: 3, arbitrary: fc.constantFrom( ...OTHERS ) },
		{ weight: 1, arbitrary: fc.constantFrom( ...LINES, '* SessionGuard[ResourceLoader|default|skins=vector]|SessionGuard.js', '**SessionGuard-more [ ResourceLoader | hidden ] |old.js', '* SessionGuard[ResourceLoader|SessionGuard.js', '* SessionGuard|SessionGuard.js <!-- ours -->' ) }
	), { maxLength: 8 } ),
	end: fc.constantFrom( '\n', '\r\n', '\r' ),
	last: fc.constantFrom( '', '\n', '\r\n', '\n\n' )
} ).map( ( { lines, end, last } ) => lines.join( end ) + last );

test( 'whatever stands on the page, our gadgets are defined once, and nothing else changes', () => {
	fc.assert( fc.property( pages, ( text ) => {
		const once = withDefinitions( text, OURS, { force: true } ).text;
		const own = gadgetsOf( once ).map( ( [ name ] ) => name ).filter( ( name ) => NAMES.includes( name ) );
		assert.deepEqual( own.sort(), [ ...NAMES ].sort() );
		assert.equal( withDefinitions( once, OURS, { force: true } ).text, once, 'the second time, nothing changes' );
		assert.equal( withoutDefinitions( once, OURS ), withoutDefinitions( text, OURS ), 'nothing but our lines was touched' );
		assert.deepEqual( gadgetsOf( withoutDefinitions( text, OURS ) ), gadgetsOf( text ).filter( ( [ name ] ) => !NAMES.includes( name ) ) );
	} ), { numRuns: 2000 } );
} );

test( 'what was added is taken back, byte for byte', () => {
	fc.assert( fc.property( fc.array( fc.constantFrom( ...OTHERS, '\r', '\r\n', '\n', 'x' ) ).map( ( parts ) => parts.join( '\n' ) ), ( text ) => {
		assert.equal( withoutDefinitions( withDefinitions( text, OURS ).text, OURS ), text );
		assert.equal( withoutLoader( withLoader( text, 'User:A/SessionGuard.js', '/i.php' ), 'User:A/SessionGuard.js' ), text );
	} ), { numRuns: 2000 } );
} );

for ( const [ what, before, after ] of [
	[ 'an empty page', '', OURS ],
	[ 'no line break at the end', '* A|a.js', `* A|a.js\n${ OURS }` ],
	[ 'one at the end', '* A|a.js\n', `* A|a.js\n${ OURS }\n` ],
	[ 'Windows’ line breaks', '* A|a.js\r\n* B|b.js', `* A|a.js\r\n* B|b.js\r\n${ LINES.join( '\r\n' ) }` ],
	[ 'our lines in the middle, in another order', `${ [ ...LINES ].reverse().join( '\n' ) }\n== x ==\n* A|a.js`, `${ [ ...LINES ].reverse().join( '\n' ) }\n== x ==\n* A|a.js` ],
	[ 'one of our lines in the middle: the others join it', `== a ==\n${ FIRST }\n== b ==\n* A|a.js`, `== a ==\n${ OURS }\n== b ==\n* A|a.js` ],
	[ 'a line that stands twice: the last one counts', `${ FIRST }\n* A|a.js\n${ OURS }`, `* A|a.js\n${ OURS }` ],
	[ 'the wiki’s own options', [ '* SessionGuard[ResourceLoader|default|rights=edit, move|dependencies=gone|namespaces=0]|SessionGuard.js', ...REST ].join( '\n' ), [ FIRST.replace( ']', '|default|rights=edit, move|namespaces=0]' ), ...REST ].join( '\n' ) ],
	[ 'its own spelling of what we say', OURS.replaceAll( '|', ' | ' ).replaceAll( '* ', '**' ), OURS.replaceAll( '|', ' | ' ).replaceAll( '* ', '**' ) ],
	[ 'a comment behind our line', `* SessionGuard|a.js <!-- theirs -->\n${ REST.join( '\n' ) }`, `${ FIRST } <!-- theirs -->\n${ REST.join( '\n' ) }` ]
] ) {
	test( `Gadgets-definition: ${ what }`, () => {
		expect( withDefinitions( String( before ), OURS ).text ).toBe( after );
	} );
}

test( 'a line that was put into a comment stays there, and is told', () => {
	const text = `<!--\n${ FIRST }\n-->\n${ REST.join( '\n' ) }`;
	expect( withDefinitions( text, OURS ) ).toEqual( { text, off: [ 'SessionGuard' ] } );
	expect( gadgetsOf( withDefinitions( text, OURS, { force: true } ).text ).map( ( [ name ] ) => name ) ).toContain( 'SessionGuard' );
} );

test( 'the line of common.js: once, in any spelling, for any name', () => {
	const page = 'User:Tweedle "D" & \'Dee\'/SessionGuard.js';
	const line = loaderLine( page, '/w/index.php' );
	expect( line ).toBe( 'mw.loader.load( \'/w/index.php?title=User:Tweedle_%22D%22_%26_%27Dee%27/SessionGuard.js&action=raw&ctype=text/javascript\' ); // SessionGuard' );
	expect( withLoader( `a;\n${ line }\nb;`, page, '/w/index.php' ) ).toBe( `a;\n${ line }\nb;` );
	const pasted = 'mw.loader.load("/w/index.php?title=User:Alice/SessionGuard.js&action=raw&ctype=text/javascript")';
	expect( withLoader( pasted, 'User:Alice/SessionGuard.js', '/w/index.php' ) ).toBe( pasted );
	expect( withLoader( `${ pasted }\n${ pasted }`, 'User:Alice/SessionGuard.js', '/index.php' ), 'moved' ).toBe( loaderLine( 'User:Alice/SessionGuard.js', '/index.php' ) );
	const others = 'mw.loader.load( \'/w/index.php?title=User:Bob/SessionGuard.js&action=raw&ctype=text/javascript\' ); // SessionGuard';
	expect( withoutLoader( `${ others }\n// ${ line }`, page ) ).toBe( `${ others }\n// ${ line }` );
} );

test( 'addresses', () => {
	for ( const address of [ 'https://wiki.example.org/w', 'https://wiki.example.org/w/', 'https://wiki.example.org/w/api.php', 'https://wiki.example.org/w/index.php?title=X#y' ] ) {
		expect( folderOf( address ) ).toBe( 'https://wiki.example.org/w' );
	}
	expect( folderOf( 'http://localhost:8080' ) ).toBe( 'http://localhost:8080' );
	expect( [ 'http://wiki.example.org', 'http://127.evil.example', 'http://10.0.0.1', 'https://wiki.example.org', 'http://localhost:80', 'http://127.0.0.1:1', 'http://[::1]' ].map( isInTheClear ) )
		.toEqual( [ true, true, true, false, false, false, false ] );
} );
