import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireBrowser } from './browser.mjs';
import { installPackages } from './install.mjs';
import { runPlaywright } from './playwright.mjs';
import { readArguments } from '../deploy/arguments.mjs';
import { Trouble, command } from '../deploy/trouble.mjs';

const ROOT = path.resolve( path.dirname( fileURLToPath( import.meta.url ) ), '..' );
const FOLDER = path.join( ROOT, '.cache/screenshots' );

const HELP = `npm run screenshots

Takes pictures of everything, in every skin, into .cache/screenshots.

  -h, --help   this text`;

await command( async () => {
	if ( !readArguments( HELP, {} ) ) {
		return;
	}
	await installPackages();
	await requireBrowser();
	await rm( FOLDER, { recursive: true, force: true } );
	if ( !await runPlaywright( [ '--reporter', 'list', '--retries', '1', 'screenshots' ], { SESSION_GUARD_SCREENSHOTS: FOLDER } ) ) {
		throw new Trouble( 'Some pictures could not be taken: see above.' );
	}
	console.log( `The pictures are in ${ path.relative( ROOT, FOLDER ) }/.` );
} );
