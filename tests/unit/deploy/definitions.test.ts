import fc from 'fast-check';
import { deepStrictEqual as equal } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withDefinitions, withoutDefinitions } from '../../../deploy/definitions.mjs';
import { ROOT } from '../root.mjs';

const OURS = readFileSync( path.join( ROOT, 'gadget-definition.txt' ), 'utf8' ).trim();
const LINES = OURS.split( '\n' );
const [ FIRST = '', ...REST ] = LINES;
const NAMES = [ 'SessionGuard', 'SessionGuard-styles', 'SessionGuard-more', 'SessionGuard-panel' ];
const OTHERS = [
	'* HotCat[ResourceLoader]|HotCat.js', '*  SessionGuardian [ResourceLoader | default] | x.js ', '* SessionGuard-extra|y.js', '== heading ==', '', '  ',
	'prose on * SessionGuard', '* SessionGuard', '<!-- a\nb -->', '<!-- open', '*X|a.js <!-- * Y|b.js -->'
];

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

QUnit.module( 'deploy/definitions', () => {
	QUnit.test( 'whatever stands on the page, our gadgets are defined once, and nothing else changes', ( assert ) => {
		fc.assert( fc.property( pages, ( text ) => {
			const once = withDefinitions( text, OURS, { force: true } ).text;
			const own = gadgetsOf( once ).map( ( [ name ] ) => name ).filter( ( name ) => NAMES.includes( name ) );
			equal( own.sort(), [ ...NAMES ].sort() );
			equal( withDefinitions( once, OURS, { force: true } ).text, once, 'the second time, nothing changes' );
			equal( withoutDefinitions( once, OURS ), withoutDefinitions( text, OURS ), 'nothing but our lines was touched' );
			equal( gadgetsOf( withoutDefinitions( text, OURS ) ), gadgetsOf( text ).filter( ( [ name ] ) => !NAMES.includes( name ) ) );
		} ), { numRuns: 2000 } );
		assert.true( true );
	} );

	QUnit.test( 'what was added is taken back, byte for byte', ( assert ) => {
		fc.assert( fc.property( fc.array( fc.constantFrom( ...OTHERS, '\r', '\r\n', '\n', 'x' ) ).map( ( parts ) => parts.join( '\n' ) ), ( text ) =>
			withoutDefinitions( withDefinitions( text, OURS ).text, OURS ) === text
		), { numRuns: 2000 } );
		assert.true( true );
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
	] as const ) {
		QUnit.test( what, ( assert ) => {
			assert.strictEqual( withDefinitions( before, OURS ).text, after );
		} );
	}

	QUnit.test( 'a line that was put into a comment stays there, and is told', ( assert ) => {
		const text = `<!--\n${ FIRST }\n-->\n${ REST.join( '\n' ) }`;
		assert.deepEqual( withDefinitions( text, OURS ), { text, off: [ 'SessionGuard' ] } );
		assert.true( gadgetsOf( withDefinitions( text, OURS, { force: true } ).text ).some( ( [ name ] ) => name === 'SessionGuard' ) );
	} );
} );
