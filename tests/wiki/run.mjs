import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on( 'exit', () => running.forEach( ( child ) => child.kill() ) );

/**
 * Runs a program to its end and hands back what it printed. It ends with this process.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show` lets it
 *  write to the terminal instead (then nothing is handed back)
 * @return {Promise<string>} standard output
 * @throws {Error} with all that it printed, when it cannot be started or ends with another status than 0
 */
export function run( program, args, { cwd, env, show = false } = {} ) {
	return new Promise( ( resolve, reject ) => {
		const child = spawn( program, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: [ 'ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe' ]
		} );
		running.add( child );
		child.on( 'exit', () => running.delete( child ) );
		let output = '';
		let errors = '';
		child.stdout?.on( 'data', ( text ) => {
			output += text;
		} );
		child.stderr?.on( 'data', ( text ) => {
			errors += text;
		} );
		child.on( 'error', reject );
		child.on( 'close', ( status ) => {
			if ( status === 0 ) {
				resolve( output );
			} else {
				reject( new Error( `${ program } ended with status ${ status }\n${ errors }${ output }` ) );
			}
		} );
	} );
}
