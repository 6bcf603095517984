import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { logIn } from '../login.mjs';
import { ALICE } from '../wiki/accounts.mjs';
import { readyWiki } from '../wiki/ready.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { checkNow, expect, test, visit } from './fixtures';

// PHP’s own server resets a connection now and then, which the proxy hands on.
test.use( { allowedNoise: [ /ERR_EMPTY_RESPONSE|ERR_CONNECTION_RE(FUSED|SET)/ ] } );

test( 'two wikis on one origin: what happens on one says nothing of the other', async ( { page, context } ) => {
	test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to configure' );
	test.slow();
	const wikis: Record<string, Wiki> = {};
	// One origin: the first folder of an address says whose it is.
	const front = createServer( ( incoming, outgoing ) => {
		const [ , name = '', path = '' ] = /^\/(\w+)(\/.*)$/.exec( String( incoming.url ) ) ?? [];
		const wiki = wikis[ name ];
		if ( !wiki ) {
			outgoing.writeHead( 204 ).end();
			return;
		}
		incoming.pipe( request( wiki.url + path, { method: String( incoming.method ), headers: incoming.headers }, ( answer ) => {
			outgoing.writeHead( Number( answer.statusCode ), answer.headers );
			answer.pipe( outgoing );
		} ).on( 'error', () => outgoing.destroy() ) );
	} );
	await new Promise<void>( ( resolve ) => {
		front.listen( 0, '127.0.0.1', resolve );
	} );
	const origin = `http://127.0.0.1:${ ( front.address() as AddressInfo ).port }`;
	try {
		for ( const name of [ 'red', 'white' ] ) {
			const wiki = await readyWiki( { isPlain: true } );
			wikis[ name ] = wiki;
			await wiki.configure?.( `$wgServer = "${ origin }"; $wgScriptPath = $wgResourceBasePath = "/${ name }"; $wgCookiePrefix = "${ name }"; $wgLogos = false;` );
			await logIn( context, `${ origin }/${ name }`, ALICE );
		}
		const white = await visit( page, `${ origin }/white` );
		const red = await context.newPage();
		await visit( red, `${ origin }/red`, { useskin: 'vector' } );
		await checkNow( red );
		await expect.poll( () => page.evaluate( () => Object.keys( localStorage ).filter( ( key ) => key.startsWith( 'session-guard' ) ) ) )
			.toEqual( [ 'session-guard:/red/index.php:Alice' ] );

		await red.locator( '#pt-session-guard-logout a' ).click();
		await red.locator( '.session-guard-question' ).waitFor();
		await red.keyboard.press( 'Enter' );
		await expect( red ).toHaveURL( /UserLogout/ );
		// Whatever was told is heard by now: one more round of the same channel.
		await page.evaluate( () => new Promise( ( resolve ) => {
			new BroadcastChannel( 'round' ).onmessage = resolve;
			new BroadcastChannel( 'round' ).postMessage( null );
		} ) );
		await expect( white ).toHaveAttribute( 'data-state', 'valid' );
		await checkNow( page );
		await expect( page.locator( '.mw-notification' ) ).toHaveCount( 0 );
		await expect( white ).toHaveAttribute( 'data-state', 'valid' );
	} finally {
		// Before their wiki: they may still be loading.
		await Promise.all( context.pages().map( ( open ) => open.close() ) );
		front.closeAllConnections();
		front.close();
		await Promise.all( Object.values( wikis ).map( ( wiki ) => wiki.remove() ) );
	}
} );
