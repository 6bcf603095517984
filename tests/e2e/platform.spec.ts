import { gzipSync } from 'node:zlib';
import budgets from '../bench/budgets.json' with { type: 'json' };
import { expect, test, whoIsLoggedIn } from './fixtures';

test( 'a GET to action=logout leaves the session alone', async ( { page, context, wiki } ) => {
	await page.goto( `${ wiki.url }/index.php?title=Jabberwocky` );
	const token = await page.evaluate( () => mw.user.tokens.get( 'csrfToken' ) );
	const get = async ( params: Record<string, string> ): Promise<string> => {
		const answer = await context.request.get( `${ wiki.url }/api.php`, { params: { action: 'logout', format: 'json', ...params } } );
		return ( await answer.json() ).error.code;
	};
	expect( await get( {} ) ).toBe( 'missingparam' );
	expect( await get( { token } ) ).toBe( 'mustpostparams' );
	expect( await whoIsLoggedIn( context, wiki.url ) ).toBe( 'Alice' );
} );

test( 'Extension:Gadgets understands both definition lines', async ( { context, wiki } ) => {
	const answer = await context.request.get( `${ wiki.url }/api.php`, {
		params: { action: 'query', list: 'gadgets', gaprop: 'id|metadata|desc', format: 'json', formatversion: 2 }
	} );
	const gadgets = ( await answer.json() ).query.gadgets.map( ( { id, desc, metadata: { settings, module } }: {
		id: string;
		desc: string;
		metadata: { settings: Record<string, unknown>; module: Record<string, unknown> };
	} ) => ( { id, desc, hidden: settings.hidden, legacy: settings.legacyscripts, default: settings.default, ...module } ) );
	expect( gadgets ).toMatchObject( [ {
		id: 'SessionGuard',
		desc: expect.stringContaining( 'shows whether your login session is still good' ),
		hidden: false,
		legacy: false,
		default: false,
		scripts: [ 'MediaWiki:Gadget-SessionGuard.js' ],
		styles: [ 'MediaWiki:Gadget-SessionGuard.css' ],
		dependencies: [ 'mediawiki.api', 'mediawiki.storage', 'mediawiki.user', 'mediawiki.util' ]
	}, {
		id: 'SessionGuard-panel',
		scripts: [ 'MediaWiki:Gadget-SessionGuard-panel.js' ],
		hidden: true,
		legacy: false,
		default: false
	} ] );
} );

for ( const [ module, { gzipBytes } ] of Object.entries( budgets ) ) {
	test( `ResourceLoader parses ${ module }, serves it within its budget, and loads it ready`, async ( { page, context, wiki } ) => {
		const answer = await context.request.get( `${ wiki.url }/load.php`, {
			params: { lang: 'en', modules: module, skin: 'vector-2022' }
		} );
		const text = await answer.text();
		expect( text ).toContain( 'session-guard' );
		// How ResourceLoader serves what it cannot parse.
		expect( text ).not.toMatch( /JavaScript parse error|mw\.log\.error/ );
		expect( gzipSync( text, { level: 9 } ).length ).toBeLessThanOrEqual( gzipBytes );

		await page.goto( `${ wiki.url }/index.php?title=Jabberwocky` );
		await page.evaluate( ( name ) => mw.loader.using( name ), module );
		expect( await page.evaluate( ( name ) => mw.loader.getState( name ), module ) ).toBe( 'ready' );
	} );
}
