import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cp, utimes } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, expect, test } from './deployment';

test.skip( process.platform !== 'linux' || !!process.env.WIKI_URL, 'processes are looked up in /proc; and a wiki of its own is needed' );

/** A process, with what it was given. */
interface Process {
	command: string;
	wikiDir: string | undefined;
}

/** All processes that have something in their environment, and so all that came of one. */
function processesWith( mark: string ): Process[] {
	return readdirSync( '/proc' ).filter( ( pid ) => /^\d+$/.test( pid ) ).flatMap( ( pid ) => {
		try {
			const environment = readFileSync( `/proc/${ pid }/environ`, 'utf8' );
			return environment.includes( mark ) ? [ {
				command: readFileSync( `/proc/${ pid }/cmdline`, 'utf8' ).replaceAll( '\0', ' ' ),
				wikiDir: /SESSION_GUARD_WIKI_DIR=([^\0]*)/.exec( environment )?.[ 1 ]
			} ] : [];
		} catch {
			// It has ended meanwhile.
			return [];
		}
	} );
}

for ( const [ script, signal, toAll ] of [
	[ [ 'tests/run.mjs', 'qunit' ], 'SIGINT', true ],
	[ [ 'tests/screenshots.mjs' ], 'SIGTERM', false ],
	[ [ 'tests/faults.mjs' ], 'SIGINT', true ],
	[ [ 'tests/bench/run.mjs', '--try', 'requests' ], 'SIGTERM', false ]
] as const ) {
	test( `${ script.join( ' ' ) }, ${ signal }: no process and no folder stays behind`, async ( { checkout } ) => {
		test.slow();
		await cp( path.join( ROOT, 'tests' ), path.join( checkout, 'tests' ), { recursive: true } );
		// Its packages are ours, and installed.
		await utimes( path.join( checkout, 'package-lock.json' ), 0, 0 );
		const mark = `SESSION_GUARD_MARK=${ Math.random() }`;
		const [ name = '', value = '' ] = mark.split( '=' );
		const child = spawn( process.execPath, [ ...script ], {
			cwd: checkout,
			env: { MEDIAWIKI_DIR: path.join( ROOT, '.cache/mediawiki' ), ...process.env, [ name ]: value },
			detached: true,
			stdio: 'ignore'
		} );
		const isWiki = ( { command }: Process ): boolean => command.startsWith( 'php' ) && command.includes( 'router.php' );
		await expect.poll( () => processesWith( mark ).filter( isWiki ).length, { timeout: 60000 } ).toBeGreaterThan( 0 );
		const dir = String( processesWith( mark ).find( isWiki )?.wikiDir );
		expect( existsSync( dir ) ).toBe( true );
		expect( path.dirname( dir ) ).toBe( path.join( checkout, '.cache' ) );
		// A terminal sends it to all that are in the foreground; a machine that shuts down a job, to the first.
		process.kill( toAll ? -Number( child.pid ) : Number( child.pid ), signal );
		await expect.poll( () => processesWith( mark ).map( ( { command } ) => command ) ).toEqual( [] );
		expect( existsSync( dir ) ).toBe( false );
	} );
}
