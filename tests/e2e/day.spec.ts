import type { Page } from '@playwright/test';
import { expect, hide, show, test, visit } from './fixtures';

// Recording twenty pages at once is more than the browser bears.
test( 'twenty tabs, eight hours: about one request an interval', async ( { page, context, wiki } ) => {
	test.slow();
	let requests = 0;
	context.on( 'request', ( request ) => {
		requests += /api\.php/.test( request.url() ) ? 1 : 0;
	} );
	const tabs: Page[] = [];
	while ( tabs.length < 20 ) {
		const tab = tabs.length ? await context.newPage() : page;
		// Each at an address of its own: for one that it has, the browser would take the same page from its cache.
		await visit( tab, wiki.url, { tab: String( tabs.length ) } );
		tabs.push( tab );
	}
	await Promise.all( tabs.map( hide ) );
	await context.clock.install();
	// The wiki's clock goes along with the browser's.
	let ahead = 0;
	const wait = async ( ms: number ): Promise<void> => {
		ahead += ms;
		await context.clock.fastForward( ms );
	};
	await context.route( /checktoken/, async ( route ) => {
		const response = await route.fetch();
		const json = await response.json();
		json.curtimestamp = new Date( Date.parse( json.curtimestamp ) + ahead ).toISOString();
		await route.fulfill( { response, json } );
	} );
	expect( requests, 'page views that nobody touches' ).toBe( 0 );

	await wait( 8 * 3600000 );
	expect( requests, 'a night of hidden tabs' ).toBe( 0 );

	const intervals = 96;
	for ( let interval = 0; interval < intervals; interval++ ) {
		await wait( 301000 );
		// In each interval, the reader goes through three of the tabs.
		for ( let used = 0; used < 3; used++ ) {
			const tab = tabs[ ( interval * 7 + used * 5 ) % tabs.length ] as Page;
			await show( tab );
			await expect( tab.locator( '#pt-session-guard' ) ).toHaveAttribute( 'data-state', 'valid' );
			await hide( tab );
		}
	}
	test.info().annotations.push( { type: 'requests', description: `${ requests } in ${ intervals } intervals` } );
	expect( requests ).toBeGreaterThanOrEqual( intervals );
	expect( requests ).toBeLessThanOrEqual( 1.5 * intervals );
} );
