import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { installPackages } from '../install.mjs';
import { ALICE, BOB } from './accounts.mjs';
import { Trouble, command } from '../../deploy/trouble.mjs';

const HELP = `npm start [-- --port N]

Brings up a real MediaWiki with SessionGuard switched on for Alice and Bob, and publishes the
gadget again whenever something in src/ changes. Ctrl-C stops everything; the wiki starts afresh
the next time.

  --port N   listen on this port (8080)
  --help     this text

In the environment:
  MEDIAWIKI_DIR   a MediaWiki tree (1.43 or newer) to use instead of Debian's package
  WIKI_URL        a running wiki to publish on instead (the folder of api.php), with
  WIKI_ADMIN, WIKI_PASSWORD   an interface admin's bot password there. It gets the accounts Alice and
                  Bob, whose passwords everybody knows: only for a wiki that is for trying out.`;

await command( async () => {
	const { port, help } = options();
	if ( help ) {
		console.log( HELP );
		return;
	}
	if ( !process.env.WIKI_URL ) {
		await requireFreePort( port );
	}
	await installPackages();
	const { DEV_DIST, watch } = await import( '../../build.mjs' );
	const { publish, readyWiki } = await import( './ready.mjs' );

	/** @type {import('./wiki.mjs').Wiki | undefined} */
	let wiki;
	await watch( async () => {
		if ( !wiki ) {
			// What was published is there at the next page view.
			wiki = await readyWiki( { port, settings: '$wgResourceLoaderMaxage["unversioned"] = 0;' }, DEV_DIST );
			return;
		}
		const pages = await publish( wiki, DEV_DIST );
		if ( pages.length ) {
			console.log( `Published ${ pages.join( ', ' ) }` );
		}
	} );
	// From now on, Ctrl-C is how it ends well.
	process.exitCode = 0;
	console.log( `SessionGuard is running at ${ wiki?.url } (log in as ${ ALICE.name }, password ${ ALICE.password }; or as ${ BOB.name }, password ${ BOB.password })` );
} );

/**
 * @return {{ port: number, help: boolean }}
 * @throws {Trouble} for an argument that is not known
 */
function options() {
	try {
		const { values } = parseArgs( { options: {
			port: { type: 'string', default: '8080' },
			help: { type: 'boolean', default: false }
		} } );
		const port = Number( values.port );
		if ( Number.isInteger( port ) && port > 0 && port < 65536 ) {
			return { port, help: values.help };
		}
	} catch {}
	throw new Trouble( `What is “${ process.argv.slice( 2 ).join( ' ' ) }”? npm start -- --help tells what there is.` );
}

/**
 * @param {number} port
 * @return {Promise<void>}
 * @throws {Trouble} where somebody listens there already, and who, if it is one of ours
 */
async function requireFreePort( port ) {
	/** @type {string | undefined} */
	const problem = await new Promise( ( resolve ) => {
		const server = createServer()
			.once( 'error', ( /** @type {NodeJS.ErrnoException} */ { code } ) => resolve( code ) )
			.listen( port, '127.0.0.1', () => server.close( () => resolve( undefined ) ) );
	} );
	if ( !problem ) {
		return;
	}
	if ( problem !== 'EADDRINUSE' ) {
		throw new Trouble( `Port ${ port } cannot be used (${ problem }). Choose another: npm start -- --port 8080` );
	}
	const ours = await fetch( `http://127.0.0.1:${ port }/api.php`, { signal: AbortSignal.timeout( 5000 ) } )
		.then( ( { headers } ) => headers.has( 'SessionGuard-Wiki' ), () => false );
	throw new Trouble( ours ?
		`SessionGuard is running already at http://127.0.0.1:${ port }. For a second one: npm start -- --port ${ port + 1 }` :
		`Port ${ port } is taken by another program. Choose another: npm start -- --port ${ port + 1 }` );
}
