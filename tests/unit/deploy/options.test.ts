import { folderOf, isInTheClear, readOptions } from '../../../deploy/options.mjs';

QUnit.module( 'deploy/options', ( hooks ) => {
	const { argv } = process;
	hooks.afterEach( () => {
		process.argv = argv;
	} );

	QUnit.test( 'the folder of a wiki, from any of its addresses', ( assert ) => {
		for ( const address of [
			'https://wiki.example.org/w', 'https://wiki.example.org/w/', 'https://wiki.example.org/w/api.php', 'https://wiki.example.org/w/index.php?title=X#y'
		] ) {
			assert.strictEqual( folderOf( address ), 'https://wiki.example.org/w', address );
		}
		assert.strictEqual( folderOf( 'http://localhost:8080' ), 'http://localhost:8080' );
		for ( const none of [ '', 'wiki.example.org', 'ftp://wiki.example.org', 'https://Alice:jabberwocky@wiki.example.org' ] ) {
			assert.throws( () => folderOf( none ), ( { message }: Error ) => /^WIKI_URL /.test( message ) && !message.includes( 'jabberwocky' ), none );
		}
	} );

	QUnit.test( 'what is sent to this machine, or encrypted, nobody reads on its way', ( assert ) => {
		for ( const address of [ 'http://wiki.example.org', 'http://127.evil.example', 'http://10.0.0.1' ] ) {
			assert.true( isInTheClear( address ), address );
		}
		for ( const address of [ 'https://wiki.example.org', 'http://localhost:80', 'http://127.0.0.1:1', 'http://[::1]' ] ) {
			assert.false( isInTheClear( address ), address );
		}
	} );

	QUnit.test( 'arguments that it does not know are refused, and not repeated: they may be a password', ( assert ) => {
		for ( const args of [ [ 'jabberwocky' ], [ '--yes', 'jabberwocky' ], [ '--yse' ] ] ) {
			process.argv = [ 'node', 'deploy.mjs', ...args ];
			assert.throws( () => readOptions(), ( { message }: Error ) => !message.includes( 'jabberwocky' ), String( args ) );
		}
		process.argv = [ 'node', 'deploy.mjs', '--yes', '--remove' ];
		assert.propContains( readOptions(), { yes: true, remove: true, user: false } );
	} );
} );
