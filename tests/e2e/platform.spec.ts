import { gzipSync } from 'node:zlib';
import budgets from '../bench/budgets.json' with { type: 'json' };
import { checkNow, expect, test, visit, whoIsLoggedIn } from './fixtures';

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

test( 'whoever runs the wiki sees who asks, from MediaWiki 1.44 on', async ( { page, wiki } ) => {
	await visit( page, wiki.url );
	const [ request ] = await Promise.all( [ page.waitForRequest( /checktoken/ ), checkNow( page ) ] );
	const isNew = await page.evaluate( () => mw.config.get( 'wgVersion' ).localeCompare( '1.44', 'en', { numeric: true } ) >= 0 );
	expect( request.headers()[ 'api-user-agent' ] ).toBe( isNew ? 'SessionGuard' : undefined );
} );

test( 'Extension:Gadgets understands the definition lines', { tag: '@gadget' }, async ( { context, wiki } ) => {
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
		scripts: [ 'MediaWiki:Gadget-SessionGuard-defaults.js', 'MediaWiki:Gadget-SessionGuard.js' ],
		peers: [ 'SessionGuard-styles' ],
		dependencies: [ 'ext.gadget.SessionGuard-styles', 'mediawiki.api', 'mediawiki.storage', 'mediawiki.user', 'mediawiki.util' ]
	}, {
		id: 'SessionGuard-styles',
		styles: [ 'MediaWiki:Gadget-SessionGuard-styles.css' ],
		hidden: true
	}, {
		id: 'SessionGuard-more',
		scripts: [ 'MediaWiki:Gadget-SessionGuard-more.js' ],
		hidden: true,
		legacy: false,
		default: false
	}, {
		id: 'SessionGuard-panel',
		scripts: [ 'MediaWiki:Gadget-SessionGuard-panel.js' ],
		dependencies: [ 'codex-styles', 'ext.gadget.SessionGuard-more', 'mediawiki.api', 'mediawiki.util' ],
		hidden: true,
		legacy: false
	} ] );
} );

for ( const [ what, { modules, gzipBytes } ] of Object.entries( budgets ) ) {
	test( `${ what }: ResourceLoader parses it, serves it within its budget, and loads it ready`, { tag: '@gadget' }, async ( { page, context, wiki } ) => {
		await page.goto( `${ wiki.url }/index.php?title=Jabberwocky` );
		let size = 0;
		for ( const name of modules ) {
			const only = name.endsWith( '-styles' ) ? { only: 'styles' } : {};
			const answer = await context.request.get( `${ wiki.url }/load.php`, { params: { lang: 'en', modules: name, skin: 'vector-2022', ...only } } );
			const text = await answer.text();
			expect( text ).toContain( 'session-guard' );
			// How ResourceLoader serves what it cannot parse.
			expect( text ).not.toMatch( /JavaScript parse error|mw\.log\.error/ );
			size += gzipSync( text, { level: 9 } ).length;

			await page.evaluate( ( module ) => mw.loader.using( module ), name );
			expect( await page.evaluate( ( module ) => mw.loader.getState( module ), name ) ).toBe( 'ready' );
		}
		expect( size ).toBeLessThanOrEqual( gzipBytes );
	} );
}

test( 'the styles come with the page, before any script', { tag: '@gadget' }, async ( { page, wiki } ) => {
	await page.goto( `${ wiki.url }/index.php?title=Jabberwocky` );
	await expect( page.locator( 'head link[rel="stylesheet"][href*="SessionGuard-styles"]' ) ).toHaveCount( 1 );
} );
