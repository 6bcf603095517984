import { logIn } from '../../deploy.mjs';
import { publish } from '../wiki/ready.mjs';
import { maintenance, startWiki } from '../wiki/wiki.mjs';
import { TITLES, botPassword, expect, gadgets, isEdit, rebuild, run, runForJson, snapshot, somebody, standBetween, test, textOf } from './deployment';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to change' );

const DEFINITIONS = 'MediaWiki:Gadgets-definition';
const SCRIPT = 'MediaWiki:Gadget-SessionGuard.js';
const DEFAULTS = 'MediaWiki:Gadget-SessionGuard-defaults.js';
const EDITED = TITLES.filter( ( title ) => title !== DEFAULTS );
const OTHERS = '== editing ==\n*  HotCat [ResourceLoader | default] | HotCat.js\n* SessionGuardian[ResourceLoader]|x.js\n\n<!-- * Old|old.js -->\n==browsing==\n*Other|a.js';

test( 'a dry run, a deployment, a change on the wiki, --force, --remove', async ( { freshWiki, dist } ) => {
	const login = await botPassword( freshWiki );
	const bot = await somebody( freshWiki );
	await bot.save( DEFINITIONS, OTHERS );
	await bot.save( DEFAULTS, '// ours' );
	await bot.save( 'MediaWiki:Gadget-SessionGuardian.js', '// another gadget' );
	const before = await snapshot( bot );
	const args = [ '--dist', dist ];

	await test.step( 'the dry run edits nothing and shows what would change', async () => {
		const { status, stdout } = await run( freshWiki.url, login, args );
		expect( status ).toBe( 0 );
		expect( stdout ).toMatch( new RegExp( `^new {8}${ SCRIPT } \\(\\d+ bytes\\)$`, 'm' ) );
		expect( stdout ).toContain( '+* SessionGuard[ResourceLoader|' );
		expect( stdout ).toContain( '9 pages would be edited. To do it, run the same command with --yes.' );
		expect( stdout ).not.toContain( '\x1b[' );
		const { actions, done } = await runForJson( freshWiki.url, login, args );
		expect( actions ).toEqual( { ...Object.fromEntries( TITLES.map( ( title ) => [ title, 'create' ] ) ), [ DEFAULTS ]: 'own', [ DEFINITIONS ]: 'edit' } );
		expect( done ).toEqual( [] );
		expect( await snapshot( bot ) ).toEqual( before );
	} );

	await test.step( 'with --yes it is published, the entry last, with version and commit', async () => {
		const { status, stdout, stderr } = await run( freshWiki.url, login, [ ...args, '--yes' ] );
		expect( status, stderr ).toBe( 0 );
		// Each page once, with a link to the edit.
		expect( [ ...stdout.matchAll( /title=([^&\s]+)/g ) ].map( ( [ , title ] ) => title ) ).toEqual( EDITED );
		expect( stdout ).toMatch( new RegExp( `^  1 of 9  created  ${ freshWiki.url }/index.php\\?title=.*&diff=\\d+$`, 'm' ) );
		expect( await gadgets( bot ) ).toEqual( [ 'HotCat', 'SessionGuardian', 'Other', 'SessionGuard', 'SessionGuard-styles', 'SessionGuard-more', 'SessionGuard-panel' ] );
		expect( await textOf( bot, DEFINITIONS ) ).toMatch( new RegExp( `^${ OTHERS.replace( /[[\]|*]/g, '\\$&' ) }\n\\* SessionGuard\\[` ) );
		const { revisions } = await bot.read( SCRIPT, { rvprop: [ 'comment', 'content' ] } );
		expect( revisions?.[ 0 ]?.comment, 'what the build says, not what the checkout is at' ).toBe( 'SessionGuard 0.1.0 (0123456789)' );
		expect( await textOf( bot, 'MediaWiki:Gadget-SessionGuard/de' ) ).toContain( 'Anmeldesitzung' );
		const after = await snapshot( bot );
		expect( Object.keys( after ).length ).toBe( Object.keys( before ).length + 8 );
		expect( ( await runForJson( freshWiki.url, login, [ ...args, '--yes' ] ) ).done ).toEqual( [] );
		expect( await snapshot( bot ), 'the second time, nothing is edited' ).toEqual( after );
	} );

	await test.step( 'what the wiki’s people add to our line, and where they put it, stays', async () => {
		const text = String( await textOf( bot, DEFINITIONS ) );
		const [ , line = '' ] = /\n(\* SessionGuard\[.*)/.exec( text ) ?? [];
		const theirs = `${ line.replace( '[ResourceLoader', '[ default | rights=edit|ResourceLoader ' ) }\n${ text.replace( `\n${ line }`, '' ) }`;
		await bot.save( DEFINITIONS, theirs );
		expect( ( await runForJson( freshWiki.url, login, [ ...args, '--yes' ] ) ).done ).toEqual( [] );
		const old = theirs.replace( 'mediawiki.storage,', '' );
		await bot.save( DEFINITIONS, old );
		const { [ DEFINITIONS ]: diff } = ( await runForJson( freshWiki.url, login, args ) ).diffs;
		expect( diff, 'shown on both sides' ).toMatch( /^-\* SessionGuard\[.*rights=edit.*\n\+\* SessionGuard\[.*rights=edit/m );
		const { done } = await runForJson( freshWiki.url, login, [ ...args, '--yes' ] );
		expect( done ).toEqual( [ DEFINITIONS ] );
		expect( await textOf( bot, DEFINITIONS ) ).toBe( theirs.replace( /^.*/, `${ line.split( ']' )[ 0 ] }|default|rights=edit]${ line.split( ']' )[ 1 ] }` ) );
	} );

	await test.step( 'a page that was changed on the wiki is named and left alone', async () => {
		const theirs = `${ 'var snark=0;'.repeat( 400 ) }var boojum=1;${ 'var snark=0;'.repeat( 400 ) }`;
		await bot.save( SCRIPT, `/* the gadget */\nmw.config.set( 'sessionGuardIs', 'here' );\n${ theirs }` );
		await rebuild( dist, 'SessionGuard-styles.css', '.session-guard { color: green }\n' );
		const dry = await run( freshWiki.url, login, args );
		expect( dry.status ).toBe( 2 );
		expect( dry.stdout ).toMatch( new RegExp( `left alone ${ SCRIPT }: Admin changed it on \\d{4}-` ) );
		expect( dry.stdout, 'nothing is cut' ).toContain( `\n-${ theirs }\n` );
		expect( ( await runForJson( freshWiki.url, login, args ) ).diffs[ SCRIPT ] ).toContain( `\n-${ theirs }\n` );
		const { actions, done, why } = await runForJson( freshWiki.url, login, [ ...args, '--yes' ] );
		expect( actions ).toEqual( { [ DEFAULTS ]: 'own', [ SCRIPT ]: 'leave', 'MediaWiki:Gadget-SessionGuard-styles.css': 'edit' } );
		expect( why[ SCRIPT ] ).toContain( 'Admin changed it' );
		expect( done ).toEqual( [ 'MediaWiki:Gadget-SessionGuard-styles.css' ] );
		expect( await textOf( bot, SCRIPT ) ).toContain( 'boojum' );
	} );

	await test.step( 'a change that was taken back is none', async () => {
		await bot.save( 'MediaWiki:Gadget-SessionGuard-styles.css', '.vandal {}' );
		await bot.save( 'MediaWiki:Gadget-SessionGuard-styles.css', '.session-guard { color: green }', 'Reverted' );
		await rebuild( dist, 'SessionGuard-styles.css', '.session-guard { color: blue }\n' );
		expect( ( await runForJson( freshWiki.url, login, [ ...args, '--yes' ] ) ).done ).toEqual( [ 'MediaWiki:Gadget-SessionGuard-styles.css' ] );
	} );

	await test.step( '--force overwrites it', async () => {
		expect( ( await runForJson( freshWiki.url, login, [ ...args, '--yes', '--force' ] ) ).done ).toEqual( [ SCRIPT ] );
		expect( await textOf( bot, SCRIPT ) ).not.toContain( 'boojum' );
	} );

	await test.step( '--remove: a dry run; what was changed is left alone; then the wiki is as before', async () => {
		await bot.save( 'MediaWiki:Gadget-SessionGuard/de', 'Wacht über die Sitzung' );
		const dry = await runForJson( freshWiki.url, login, [ '--remove', '--dist', dist ] );
		expect( dry.done ).toEqual( [] );
		expect( dry.actions ).toMatchObject( { [ DEFINITIONS ]: 'edit', [ SCRIPT ]: 'delete', 'MediaWiki:Gadget-SessionGuard/de': 'leave', [ DEFAULTS ]: 'own' } );
		expect( Object.keys( dry.actions ), 'another gadget’s page is not named' ).not.toContain( 'MediaWiki:Gadget-SessionGuardian.js' );
		const { done } = await runForJson( freshWiki.url, login, [ '--remove', '--yes', '--dist', dist ] );
		expect( done[ 0 ], 'the definition goes first' ).toBe( DEFINITIONS );
		expect( await textOf( bot, 'MediaWiki:Gadget-SessionGuard/de' ) ).toBe( 'Wacht über die Sitzung' );
		expect( ( await runForJson( freshWiki.url, login, [ ...args, '--remove', '--yes', '--force' ] ) ).done ).toEqual( [ 'MediaWiki:Gadget-SessionGuard/de' ] );
		expect( await textOf( bot, DEFINITIONS ) ).toBe( OTHERS );
		expect( await snapshot( bot ) ).toEqual( { ...before, [ DEFINITIONS ]: expect.any( Number ) as unknown as number } );
		expect( ( await runForJson( freshWiki.url, login, [ ...args, '--remove', '--yes' ] ) ).done ).toEqual( [] );
	} );
} );

test( 'somebody edits a page between our reading and our writing: nothing of theirs is overwritten', async ( { freshWiki, dist } ) => {
	await maintenance( freshWiki, 'createAndPromote', [ '--force', '--interface-admin', 'Bob' ] );
	const [ login, bobs ] = [ await botPassword( freshWiki ), await botPassword( freshWiki, 'Bob' ) ];
	const bob = await logIn( freshWiki.url, bobs.WIKI_ADMIN, bobs.WIKI_PASSWORD );
	const styles = 'MediaWiki:Gadget-SessionGuard-styles.css';
	const between = await standBetween( freshWiki.url, async ( body, pass ) => {
		if ( isEdit( body ) && body.includes( 'SessionGuard-styles.css' ) ) {
			await bob.save( styles, `/* Bob’s, ${ Date.now() } */` );
		}
		return pass();
	} );
	try {
		const args = [ '--dist', dist, '--yes' ];
		for ( const code of [ 'articleexists', 'editconflict' ] ) {
			const { status, error, done } = await runForJson( between.url, login, args );
			expect( status ).toBe( 1 );
			expect( error ).toMatch( new RegExp( `Somebody else was quicker.*\\(${ code }\\).*Run the same command again` ) );
			expect( error ).toMatch( /\d of \d+ pages were edited before that/ );
			expect( done ).not.toContain( styles );
			expect( await textOf( bob, styles ) ).toContain( 'Bob’s' );
			// Bob’s page becomes one that a deployment has written, and is to be changed.
			await runForJson( freshWiki.url, login, [ ...args, '--force' ] );
			await rebuild( dist, 'SessionGuard-styles.css', '.session-guard { color: green }\n' );
		}
	} finally {
		await between.close();
	}
} );

test( 'as one’s own user script, and back', async ( { bareWiki, dist } ) => {
	const alice = await botPassword( bareWiki, 'Alice', 'basic,editpage,createeditmovepage,editmycssjs' );
	const bot = await logIn( bareWiki.url, alice.WIKI_ADMIN, alice.WIKI_PASSWORD );
	const mine = '// mine\n\n  importScript( "User:Dodo/SessionGuard.js" ); // SessionGuard';
	await bot.save( 'User:Alice/common.js', mine );
	const args = [ '--user', '--dist', dist ];
	expect( ( await runForJson( bareWiki.url, alice, args ) ).actions ).toEqual( { 'User:Alice/SessionGuard.js': 'create', 'User:Alice/common.js': 'edit' } );
	expect( ( await runForJson( bareWiki.url, alice, [ ...args, '--yes' ] ) ).done ).toEqual( [ 'User:Alice/SessionGuard.js', 'User:Alice/common.js' ] );
	expect( await textOf( bot, 'User:Alice/common.js' ) ).toBe( `${ mine }\nmw.loader.load( '/index.php?title=User:Alice/SessionGuard.js&action=raw&ctype=text/javascript' ); // SessionGuard` );
	const served = await fetch( `${ bareWiki.url }/index.php?title=User:Alice/SessionGuard.js&action=raw&ctype=text/javascript` );
	expect( await served.text() ).toContain( '\'mine\'' );
	expect( ( await runForJson( bareWiki.url, alice, [ ...args, '--yes' ] ) ).done ).toEqual( [] );

	await bot.save( 'User:Alice/common.js', `${ await textOf( bot, 'User:Alice/common.js' ) }\n"session-guard-state-valid": "…",` );
	expect( ( await run( bareWiki.url, alice, [ ...args, '--remove' ] ) ).stdout ).toContain( 'User:Alice/common.js holds a pasted copy of SessionGuard. Take it out by hand: it is not touched here.' );
	await bot.save( 'User:Alice/common.js', String( await textOf( bot, 'User:Alice/common.js' ) ).replace( /\n.*$/, '' ) );

	const { done, notes, actions } = await runForJson( bareWiki.url, alice, [ ...args, '--remove', '--yes' ] );
	expect( done ).toEqual( [ 'User:Alice/common.js', 'User:Alice/SessionGuard.js' ] );
	expect( actions[ 'User:Alice/SessionGuard.js' ], 'who may not delete blanks, and is told so' ).toBe( 'blank' );
	expect( notes.join() ).toMatch( /blanked.*\n.*delete: Alice is in no group that has this right \(sysop\)/ );
	expect( await textOf( bot, 'User:Alice/common.js' ) ).toBe( mine );
	expect( await textOf( bot, 'User:Alice/SessionGuard.js' ) ).toBe( '' );
	expect( ( await runForJson( bareWiki.url, alice, [ ...args, '--remove', '--yes' ] ) ).done ).toEqual( [] );
} );

test( 'other gadgets’ definition lines stay, on a wiki of any language', async () => {
	const own = await startWiki( { settings: '$wgLanguageCode = "he";' } );
	try {
		const bot = await somebody( own );
		const others = '== הליכה ==\n* HotCat[ResourceLoader]|HotCat.js\n* SessionGuardian[ResourceLoader]|x.js';
		await bot.save( DEFINITIONS, others );

		const titles = await publish( own );
		expect( titles ).toEqual( expect.arrayContaining( [ DEFINITIONS, SCRIPT, 'MediaWiki:Gadget-SessionGuard-styles.css', 'MediaWiki:Gadget-SessionGuard-i18n-he.json', 'MediaWiki:Gadget-SessionGuard/en' ] ) );
		expect( titles, 'MediaWiki reads no page with the code of the wiki’s own language' ).not.toContain( 'MediaWiki:Gadget-SessionGuard/he' );
		const text = String( await textOf( bot, DEFINITIONS ) );
		expect( text.startsWith( `${ others }\n* SessionGuard[` ) ).toBe( true );
		expect( text.match( /^\* SessionGuard/gm ) ).toHaveLength( 5 );
		for ( const [ language, words ] of [ [ 'he', 'ההתחברות' ], [ 'en', 'login session' ], [ 'de', 'Anmeldesitzung' ], [ 'de-at', 'Anmeldesitzung' ] ] ) {
			const { query } = await bot.request( { action: 'query', meta: 'allmessages', ammessages: 'gadget-SessionGuard', amlang: String( language ) } );
			expect( query?.allmessages[ 0 ].content, `in the preferences of who reads ${ language }` ).toContain( words );
		}

		expect( await publish( own ), 'and the second time, nothing is edited' ).toEqual( [] );
	} finally {
		await own.remove();
	}
} );
