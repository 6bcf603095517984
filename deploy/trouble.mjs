import { printable } from './printable.mjs';

/**
 * Something that the person at the terminal can mend: its message is one clear sentence and is
 * shown without a stack trace.
 */
export class Trouble extends Error {}

/**
 * Runs a command's main function: a {@link Trouble} becomes one line on standard error, anything
 * else keeps its stack (it is a fault of ours), and both end with exit status 1. A signal ends the
 * process in the ordinary way, so that what is to be done at its exit is done.
 *
 * @param {() => Promise<void>} main
 * @return {Promise<void>} settles when the command has ended
 */
export async function command( main ) {
	const signals = /** @type {[ NodeJS.Signals, number ][]} */ ( Object.entries( { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } ) );
	for ( const [ signal, number ] of signals ) {
		process.once( signal, () => process.exit( process.exitCode ?? 128 + number ) );
	}
	try {
		await main();
	} catch ( error ) {
		// The stack alone: what else an error carries may hold a request, and its password.
		console.error( printable( error instanceof Error && !( error instanceof Trouble ) ? String( error.stack ) : String( error ).replace( /^Error: /, '' ) ) );
		process.exitCode = 1;
	}
}
