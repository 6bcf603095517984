import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './root.mjs';

/** Each of them installs the packages: nothing that it imports before may need one. */
const COMMANDS = [ 'tests/run.mjs', 'tests/wiki/start.mjs', 'tests/faults.mjs', 'tests/screenshots.mjs', 'tests/bench/run.mjs' ];

QUnit.module( 'on a machine without the npm packages', ( hooks ) => {
	let checkout = '';
	hooks.before( async () => {
		checkout = await mkdtemp( path.join( tmpdir(), 'session-guard-' ) );
		for ( const name of [ 'tests', 'deploy', 'deploy.mjs', 'build.mjs' ] ) {
			await cp( path.join( ROOT, name ), path.join( checkout, name ), { recursive: true } );
		}
	} );
	hooks.after( () => rm( checkout, { recursive: true } ) );

	COMMANDS.forEach( ( command ) => QUnit.test( `${ command } starts`, async ( assert ) => {
		const { stdout } = await promisify( execFile )( process.execPath, [ path.join( checkout, command ), '--help' ] );
		assert.true( stdout.startsWith( 'npm ' ), stdout );
	} ) );
} );
