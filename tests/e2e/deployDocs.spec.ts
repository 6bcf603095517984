import { expect, test } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { install } from '../wiki/apt.mjs';
import { ROOT } from './deployment';

/** What the documents tell people to run; here each just writes down how it was called. */
const COMMANDS = [ 'git', 'npm', 'npx' ];

/** Each as a person at a terminal has it, and without that person’s own settings. */
const SHELLS = { bash: [ '--norc', '--noprofile', '-i' ], zsh: [ '-f', '-i' ] };

test.beforeAll( async () => {
	test.setTimeout( 300000 );
	await promisify( execFile )( 'zsh', [ '--version' ] ).catch( () => install( [ 'zsh' ], 'Pasting the documents’ commands into the shell of macOS' ) );
} );

/** The blocks of commands in a document. */
async function blocksOf( file: string ): Promise<string[]> {
	const text = await readFile( path.join( ROOT, file ), 'utf8' );
	return [ ...text.matchAll( /^( *)```sh\n(.*?)^ *```$/gms ) ].map( ( [ , indent = '', block = '' ] ) => block.replace( new RegExp( `^${ indent }`, 'gm' ), '' ) );
}

/** Pastes a block into a shell: hands back the calls that it made, and what the shell had to say. */
async function paste( block: string, shell: keyof typeof SHELLS ): Promise<{ calls: string[]; said: string }> {
	const dir = await mkdtemp( path.join( tmpdir(), 'session-guard-' ) );
	try {
		for ( const command of COMMANDS ) {
			await writeFile( path.join( dir, command ), `#!/bin/sh\nprintf '%s' "\${0##*/} WIKI_URL=$WIKI_URL WIKI_ADMIN=$WIKI_ADMIN" >> "${ dir }/calls"\nprintf ' <%s>' "$@" >> "${ dir }/calls"\necho >> "${ dir }/calls"\n`, { mode: 0o755 } );
		}
		const child = spawn( shell, SHELLS[ shell ], { cwd: dir, env: { PATH: `${ dir }:${ process.env.PATH }`, HOME: dir, TERM: 'dumb', PS1: '' }, stdio: [ 'pipe', 'ignore', 'pipe' ] } );
		child.stdin.end( `${ block }exit\n` );
		const said = ( await child.stderr.setEncoding( 'utf8' ).toArray() ).join( '' );
		return { calls: ( await readFile( path.join( dir, 'calls' ), 'utf8' ).catch( () => '' ) ).trim().split( '\n' ), said };
	} finally {
		await rm( dir, { recursive: true } );
	}
}

test( 'every block of commands in the documents can be pasted into bash and zsh', async () => {
	const files = [ 'README.md', 'CONTRIBUTING.md', ...( await readdir( path.join( ROOT, 'docs' ) ) ).filter( ( file ) => file.endsWith( '.md' ) ).map( ( file ) => `docs/${ file }` ) ];
	let count = 0;
	for ( const file of files ) {
		for ( const block of await blocksOf( file ) ) {
			count++;
			const lines = block.trim().split( '\n' ).filter( ( line ) => !line.startsWith( 'export ' ) );
			for ( const shell of [ 'bash', 'zsh' ] as const ) {
				const { calls, said } = await paste( block, shell );
				expect( calls.map( ( call ) => call.replace( / WIKI_\w+=\S*/g, '' ).replace( /[<>]/g, '' ) ), `${ file } in ${ shell }:\n${ block }` ).toEqual( lines );
				expect( said ).not.toMatch( /not found|not valid|no match|bad |error/i );
				for ( const [ , name, value ] of block.matchAll( /^export (\w+)=(.*)$/gm ) ) {
					expect( calls.at( -1 ) ).toContain( ` ${ name }=${ value } ` );
				}
			}
		}
	}
	expect( count ).toBeGreaterThanOrEqual( 6 );
} );
