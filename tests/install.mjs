import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './wiki/run.mjs';
import { Trouble } from '../deploy/trouble.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '..' );

/**
 * Installs the npm packages, where that was not done since package-lock.json last changed. What
 * imports one of them must be imported after this.
 *
 * @return {Promise<void>}
 * @throws {Trouble} where npm cannot
 */
export async function installPackages() {
	const lock = path.join( ROOT, 'package-lock.json' );
	const installed = path.join( ROOT, 'node_modules/.package-lock.json' );
	if ( existsSync( installed ) && statSync( installed ).mtimeMs >= statSync( lock ).mtimeMs ) {
		return;
	}
	console.log( 'Installing the npm packages …' );
	await run( 'npm', [ 'ci', '--no-audit', '--no-fund', '--loglevel=error' ], { cwd: ROOT } ).catch( ( error ) => {
		throw new Trouble( `npm could not install the packages (is the network up?):\n${ error.message }` );
	} );
}
