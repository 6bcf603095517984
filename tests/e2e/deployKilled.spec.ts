import type { ChildProcess } from 'node:child_process';
import { TITLES, botPassword, expect, gadgets, isEdit, run, runForJson, snapshot, somebody, standBetween, test } from './deployment';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to change' );

test( 'killed at every step and repeated, it ends the same, and no page is edited twice', async ( { freshWiki, dist } ) => {
	const login = await botPassword( freshWiki );
	const bot = await somebody( freshWiki );
	const before = await snapshot( bot );
	let child: ChildProcess | undefined;
	let when: 'before' | 'after';
	let left: number;
	const between = await standBetween( freshWiki.url, async ( body, pass ) => {
		if ( !isEdit( body ) || --left ) {
			return pass();
		}
		// Before the wiki hears of the edit, or when it is made, and before we hear of that.
		if ( when === 'after' ) {
			await pass();
		}
		child?.kill( 'SIGKILL' );
		return null;
	} );
	const runAndKill = async ( at: typeof when, edit = 1, ...args: string[] ): Promise<void> => {
		[ when, left ] = [ at, edit ];
		const { status } = await run( between.url, login, [ '--dist', dist, '--yes', ...args ], { onStart: ( started ) => {
			child = started;
		} } );
		expect( status, 'it was killed' ).toBeNull();
	};
	try {
		for ( let step = 0; step < TITLES.length; step++ ) {
			expect( await gadgets( bot ), 'half a gadget is never shown' ).toEqual( [] );
			if ( [ 0, TITLES.length - 1 ].includes( step ) ) {
				await runAndKill( 'before' );
			}
			await runAndKill( 'after' );
		}
		expect( await gadgets( bot ) ).toContain( 'SessionGuard' );
		expect( ( await runForJson( freshWiki.url, login, [ '--dist', dist, '--yes' ] ) ).done, 'nothing was left to do' ).toEqual( [] );
		for ( const title of TITLES ) {
			const { query } = await bot.request( { action: 'query', titles: title, prop: 'revisions', rvlimit: 50, rvprop: 'ids' } );
			expect( query?.pages[ 0 ].revisions, title ).toHaveLength( 1 );
		}

		for ( const [ at, edit ] of [ [ 'after', 1 ], [ 'before', 2 ], [ 'after', 2 ], [ 'after', TITLES.length - 4 ] ] as const ) {
			await runAndKill( at, edit, '--remove' );
			expect( await gadgets( bot ), 'it is off from the first step on' ).toEqual( [] );
		}
		expect( ( await runForJson( freshWiki.url, login, [ '--dist', dist, '--remove', '--yes' ] ) ).done ).toEqual( [] );
		expect( await snapshot( bot ) ).toEqual( before );
		const { query } = await bot.request( { action: 'query', list: 'logevents', leaction: 'delete/delete', lelimit: 50 } );
		expect( query?.logevents.map( ( { title }: { title: string } ) => title ).sort() ).toEqual( [ ...TITLES ].sort() );
	} finally {
		await between.close();
	}
} );
