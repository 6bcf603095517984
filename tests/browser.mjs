import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { install } from './wiki/apt.mjs';
import { freePort } from './wiki/freePort.mjs';
import { Trouble } from '../deploy/trouble.mjs';

/**
 * Debian's browsers: the one without a window is made for tests, and takes a third of the time; the
 * whole one has the back-forward cache, too. Where neither is, Playwright's own
 * (`npx playwright install chromium`) serves.
 */
const [ SHELL, CHROMIUM ] = [ '/usr/bin/chromium-headless-shell', '/usr/bin/chromium' ];

/** Where a Firefox is as its users have it; empty where there is none. */
export const firefoxPath = () => [ '/usr/bin/firefox-esr', '/usr/bin/firefox' ].find( existsSync ) ?? '';

/** WebKit's driver, which brings its browser, and a screen for that where there is none. */
const [ WEBKIT, SCREEN ] = [ '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb' ];

/** Whether there is a WebKit to drive. */
export const hasWebKit = () => existsSync( WEBKIT ) && existsSync( SCREEN );

/**
 * Starts WebKit's driver, on a screen of its own that nobody sees.
 *
 * @return {Promise<{ url: string, stop: () => Promise<void> }>} its address, and what ends it with all its browsers
 * @throws {Trouble} where one of the two does not start
 */
export async function startWebKit() {
	const screen = spawn( SCREEN, [ '-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp' ], { stdio: [ 'ignore', 'ignore', 'ignore', 'pipe' ] } );
	const children = [ screen ];
	const stop = async () => {
		for ( const child of children.reverse() ) {
			if ( child.exitCode === null && child.signalCode === null && child.kill() ) {
				await once( child, 'exit' );
			}
		}
	};
	try {
		// A stream that ends without a word is a screen that did not start.
		const words = /** @type {import('node:stream').Readable} */ ( screen.stdio[ 3 ] );
		const { value: number } = await words[ Symbol.asyncIterator ]().next();
		if ( !number ) {
			throw new Trouble( `${ SCREEN } did not start.` );
		}
		const url = `http://127.0.0.1:${ await freePort() }`;
		const driver = spawn( WEBKIT, [ `--port=${ new URL( url ).port }` ], {
			env: { ...process.env, DISPLAY: `:${ String( number ).trim() }`, LIBGL_ALWAYS_SOFTWARE: '1' },
			stdio: 'ignore'
		} );
		children.push( driver );
		while ( !await fetch( `${ url }/status` ).then( ( { ok } ) => ok, () => false ) ) {
			if ( driver.exitCode !== null || driver.signalCode !== null ) {
				throw new Trouble( `${ WEBKIT } did not start.` );
			}
			await new Promise( ( resolve ) => {
				setTimeout( resolve, 50 );
			} );
		}
		return { url, stop };
	} catch ( error ) {
		await stop();
		throw error;
	}
}

/**
 * Makes sure of the browsers: installs Debian's where there is apt, and leaves other systems to
 * Playwright's own Chromium, and to a Firefox that is there.
 *
 * @return {Promise<void>}
 * @throws {import('../deploy/trouble.mjs').Trouble} that says what to install
 */
export async function requireBrowser() {
	if ( existsSync( '/usr/bin/apt-get' ) && !( existsSync( SHELL ) && existsSync( CHROMIUM ) && firefoxPath() && hasWebKit() ) ) {
		await install( [ 'chromium', 'chromium-headless-shell', 'firefox-esr', 'webkit2gtk-driver', 'xvfb', 'fonts-dejavu-core' ], 'The browsers that run the tests' ).catch( ( error ) => {
			if ( !existsSync( CHROMIUM ) ) {
				throw error;
			}
			console.log( `${ error.message }\nChromium alone serves too: it takes longer, and what is for Firefox and WebKit is left out.` );
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
