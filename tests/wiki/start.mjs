import { createServer } from 'node:net';
import { readArguments } from '../../deploy/arguments.mjs';
import { Trouble, command } from '../../deploy/trouble.mjs';
import { installPackages } from '../install.mjs';
import { ALICE, BOB } from './accounts.mjs';

const HELP = `npm start [-- --port N]

Brings up a real MediaWiki with SessionGuard switched on for Alice and Bob, and publishes the gadget
again whenever something in src/ changes. Ctrl-C stops everything; the wiki starts afresh the next
time.

  --port N     listen on this port (8080)
  -h, --help   this text

In the environment:
  MEDIAWIKI_DIR   a MediaWiki tree (1.43 or newer) to use instead of Debian’s package
  WIKI_URL        a running wiki to publish on instead (the folder that api.php is in), with
  WIKI_ADMIN, WIKI_PASSWORD   an interface admin’s bot password there, with the grants “Create, edit,
                  and move pages”, “Edit sitewide and user CSS/JS” and “Create accounts”. The wiki gets
                  the accounts Alice and Bob, whose passwords everybody knows: only use one that is
                  there for trying things out.`;

await command( async () => {
	const read = readArguments( HELP, { port: { type: 'string', default: '8080' } } );
	if ( !read ) {
		return;
	}
	const port = Number( read.values.port );
	if ( !Number.isInteger( port ) || port < 1 || port > 65535 ) {
		throw new Trouble( '--port takes a number from 1 to 65535. See --help.' );
	}
	if ( !process.env.WIKI_URL ) {
		await requireFreePort( port );
	}
	await installPackages();
	const { DEV_DIST, watch } = await import( '../../build.mjs' );
	const { publish, readyWiki } = await import( './ready.mjs' );

	if ( process.env.WIKI_URL ) {
		await requireFriendly( process.env.WIKI_URL );
	}
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
 * Asks somebody else’s wiki, before anything is done there, whether all of it can be.
 *
 * @param {string} url
 * @return {Promise<void>}
 * @throws {Trouble} where rights are missing, or an account of these names is somebody else’s
 */
async function requireFriendly( url ) {
	const { folderOf } = await import( '../../deploy/options.mjs' );
	const { requireRights } = await import( '../../deploy/rights.mjs' );
	const { ask, connect, logIn } = await import( '../../deploy/wiki.mjs' );
	const { WIKI_ADMIN: user, WIKI_PASSWORD: password } = process.env;
	if ( !user || !password ) {
		throw new Trouble( 'WIKI_URL is set: set WIKI_ADMIN and WIKI_PASSWORD too (an interface admin’s bot password). See --help.' );
	}
	const wiki = await connect( { url: folderOf( url ), user, password } );
	requireRights( wiki, [ 'edit', 'createpage', 'editinterface', 'editsitejs', 'editsitecss', 'editsitejson', 'createaccount' ] );
	const { query } = await ask( wiki.bot, { action: 'query', list: 'users', ususers: [ ALICE.name, BOB.name ] } );
	for ( const account of [ ALICE, BOB ] ) {
		if ( !query?.users.find( ( /** @type {{ name: string }} */ { name } ) => name === account.name ).missing ) {
			await logIn( wiki.url, account.name, account.password ).catch( () => {
				throw new Trouble( `There is an account ${ account.name } on ${ wiki.name } already, and the password that npm start gives to its ${ account.name } does not open it. So nothing was done there. Use a wiki where the names ${ ALICE.name } and ${ BOB.name } are free.` );
			} );
		}
	}
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
