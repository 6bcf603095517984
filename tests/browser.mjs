import { existsSync } from 'node:fs';
import { install } from './wiki/apt.mjs';

/**
 * Debian's browsers: the one without a window is made for tests, and takes a third of the time; the
 * whole one has the back-forward cache, too. Where neither is, Playwright's own
 * (`npx playwright install chromium`) serves.
 */
const [ SHELL, CHROMIUM ] = [ '/usr/bin/chromium-headless-shell', '/usr/bin/chromium' ];

/** Where a Firefox is as its users have it; empty where there is none. */
export const firefoxPath = () => [ '/usr/bin/firefox-esr', '/usr/bin/firefox' ].find( existsSync ) ?? '';

/**
 * Makes sure of the browsers: installs Debian's where there is apt, and leaves other systems to
 * Playwright's own Chromium, and to a Firefox that is there.
 *
 * @return {Promise<void>}
 * @throws {import('../deploy/trouble.mjs').Trouble} that says what to install
 */
export async function requireBrowser() {
	if ( existsSync( '/usr/bin/apt-get' ) && !( existsSync( SHELL ) && existsSync( CHROMIUM ) && firefoxPath() ) ) {
		await install( [ 'chromium', 'chromium-headless-shell', 'firefox-esr', 'fonts-dejavu-core' ], 'The browsers that run the tests' ).catch( ( error ) => {
			if ( !existsSync( CHROMIUM ) ) {
				throw error;
			}
			console.log( `${ error.message }\nChromium alone serves too: it takes longer, and what is for Firefox is left out.` );
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
