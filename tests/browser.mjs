import { existsSync } from 'node:fs';
import { install } from './wiki/apt.mjs';

/**
 * Debian's browsers: the one without a window is made for tests, and takes a third of the time; the
 * whole one has the back-forward cache, too. Where neither is, Playwright's own
 * (`npx playwright install chromium`) serves.
 */
const [ SHELL, CHROMIUM ] = [ '/usr/bin/chromium-headless-shell', '/usr/bin/chromium' ];

/**
 * Makes sure of a browser: installs Debian's where there is apt, and leaves other systems to
 * Playwright's own.
 *
 * @return {Promise<void>}
 * @throws {import('../deploy/trouble.mjs').Trouble} that says what to install
 */
export async function requireBrowser() {
	if ( existsSync( '/usr/bin/apt-get' ) && !( existsSync( SHELL ) && existsSync( CHROMIUM ) ) ) {
		await install( [ 'chromium', 'chromium-headless-shell', 'fonts-dejavu-core' ], 'The browser that runs the tests' ).catch( ( error ) => {
			if ( !existsSync( CHROMIUM ) ) {
				throw error;
			}
			console.log( `${ error.message }\nChromium serves too, but takes longer.` );
		} );
	}
}

/**
 * How to launch it: without a sandbox, which root cannot have, and without asking the network for
 * anything of its own.
 *
 * @param {boolean} [isWhole] whether it must be the whole browser, with its caches
 * @return {import('@playwright/test').LaunchOptions}
 */
export function launchOptions( isWhole = false ) {
	const executablePath = ( isWhole ? [ CHROMIUM ] : [ SHELL, CHROMIUM ] ).find( existsSync );
	return {
		...( executablePath && { executablePath } ),
		args: [
			'--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
			'--disable-component-update', '--disable-sync'
		]
	};
}
