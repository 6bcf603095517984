import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Trouble } from './trouble.mjs';

/**
 * Asks whoever sits at the terminal. The question goes to standard error.
 *
 * @param {string} question
 * @param {{ hidden?: boolean }} [options] `hidden`: what is typed is not shown
 * @return {Promise<string>}
 * @throws {Trouble} where the terminal is closed instead
 */
export function prompt( question, { hidden = false } = {} ) {
	const silent = new Writable( { write: ( _chunk, _encoding, done ) => done() } );
	// With `terminal`, it is Node that echoes what is typed: to `output`.
	const terminal = createInterface( { input: process.stdin, output: hidden ? silent : process.stderr, terminal: true } );
	return new Promise( ( resolve, reject ) => {
		if ( hidden ) {
			process.stderr.write( question );
		}
		terminal.once( 'close', () => reject( new Trouble( 'Nothing was typed, so nothing was done.' ) ) );
		terminal.question( hidden ? '' : question, ( answer ) => {
			if ( hidden ) {
				process.stderr.write( '\n' );
			}
			resolve( answer.trim() );
			terminal.close();
		} );
	} );
}
