import { existsSync } from 'node:fs';
import { install } from './wiki/apt.mjs';

/** Debian's browser. Where it is not, Playwright's own (`npx playwright install chromium`) serves. */
const CHROMIUM = '/usr/bin/chromium';

/**
 * Makes sure of a browser: installs Debian's where there is apt, and leaves other systems to
 * Playwright's own.
 *
 * @return {Promise<void>}
 * @throws {import('../deploy/trouble.mjs').Trouble} that says what to install
 */
export async function requireBrowser() {
	if ( existsSync( '/usr/bin/apt-get' ) && !existsSync( CHROMIUM ) ) {
		await install( [ 'chromium', 'fonts-dejavu-core' ], 'The browser that runs the tests' );
	}
}

/**
 * How to launch it: without a sandbox, which root cannot have, and without asking the network for
 * anything of its own.
 *
 * @return {import('@playwright/test').LaunchOptions}
 */
export function launchOptions() {
	return {
		...( existsSync( CHROMIUM ) && { executablePath: CHROMIUM } ),
		args: [
			'--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
			'--disable-component-update', '--disable-sync'
		]
	};
}
