import { useBrowser } from './browser';
import { OPTION, readSettings, siteSettings } from '../../src/settings';

QUnit.module( 'settings', ( hooks ) => {
	const browser = useBrowser( hooks );

	QUnit.test( 'what the user has chosen goes before what the wiki has, and that before ours', ( assert ) => {
		assert.propContains( readSettings(), { ask: 'always', after: 'page', interval: 5, guard: true } );
		browser.config.set( 'sessionGuard', { ask: 'loss', interval: 10 } );
		browser.options.set( OPTION, JSON.stringify( { interval: 7, guard: false } ) );
		assert.propContains( siteSettings(), { ask: 'loss', after: 'page', interval: 10, guard: true } );
		assert.propContains( readSettings(), { ask: 'loss', after: 'page', interval: 7, guard: false } );
	} );

	QUnit.test( 'an option that is no JSON counts as none', ( assert ) => {
		browser.options.set( OPTION, '{"interval":' );
		assert.deepEqual( readSettings(), siteSettings() );
	} );
} );
