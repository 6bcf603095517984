import type { BrowserContext, Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { logIn } from '../login.mjs';
import { ALICE, BOB } from '../wiki/accounts.mjs';
import { run } from '../wiki/run.mjs';
import { maintenance } from '../wiki/wiki.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { TEMPORARY_ACCOUNTS, logOutElsewhere, pass, setOption } from './fixtures';

/** Where a situation is brought about. */
export interface World {
	/** Alice's edit form, with something written in it. */
	page: Page;
	context: BrowserContext;
	/** Nobody else's: it may be broken. */
	wiki: Wiki;
}

/** What may happen between writing and saving. */
export interface Situation {
	name: string;
	/** With “Keep me logged in” ticked. */
	remember?: true;
	/** Who writes, where `before` logs somebody else in than Alice. */
	author?: RegExp;
	/** Whether `before` takes the page's clock over. */
	clock?: true;
	/** Before the page is opened. */
	before?: ( world: World ) => Promise<unknown>;
	/** While the text is being written. */
	happens?: ( world: World ) => Promise<unknown>;
	/** How it ends, after the first Save. */
	ends?: ( world: World ) => Promise<unknown>;
	/**
	 * What the gadget owes its user: `saved` at the first try; `held`, and saved by itself after
	 * logging in again; `refused` by the wiki for a reason of its own, and told by core.
	 */
	expected: 'saved' | 'held' | 'refused';
}

const asAlice = ( { context, wiki }: World ): Promise<void> => logIn( context, wiki.url, ALICE );

async function dropCookie( { context }: World ): Promise<void> {
	await context.clearCookies( { name: /_session$/ } );
}

/**
 * Deletes all sessions from the wiki's store.
 *
 * @param world
 */
export async function dropRow( world: Pick<World, 'wiki'> ): Promise<void> {
	await run( 'php', [ '-r', '( new PDO( "sqlite:$argv[1]/wikicache.sqlite" ) )->exec( "DELETE FROM objectcache WHERE keyname LIKE \'%MWSession%\'" );', String( world.wiki.dir ) ] );
}

async function block( wiki: Wiki, ...options: string[] ): Promise<void> {
	const list = path.join( String( wiki.dir ), 'block.txt' );
	await writeFile( list, ALICE.name );
	await maintenance( wiki, 'blockUsers', [ ...options, list ] );
}

/** A user whose name needs escaping wherever it goes. */
const TWEEDLE = { name: 'Tweedle "Dum" & D\'ee', password: 'rattle-nice-new-1' };

/** Creates an account with the gadget on, and logs it in. */
async function asTweedle( { context, wiki }: World ): Promise<void> {
	await maintenance( wiki, 'createAndPromote', [ '--force', TWEEDLE.name, TWEEDLE.password ] );
	await logIn( context, wiki.url, TWEEDLE, { remember: true } );
	await setOption( context, wiki.url, 'gadget-SessionGuard', '1' );
}

/** Edits without an account, on a wiki that makes a temporary one then, and has the gadget on for all. */
async function asTemporary( { page, context, wiki }: World ): Promise<void> {
	await wiki.configure?.( TEMPORARY_ACCOUNTS );
	await context.clearCookies();
	await page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title: `Temporary ${ Math.random() }`, action: 'edit' } ) }` );
	await page.locator( '#wpTextbox1' ).fill( 'Who are you?' );
	await page.locator( '#wpSave' ).click();
	await page.locator( '#mw-content-text' ).getByText( 'Who are you?' ).waitFor();
}

/** What api.php answers, and what the wiki itself cannot be made to answer. */
function answer( what: Parameters<import( '@playwright/test' ).Route[ 'fulfill' ]>[ 0 ] ) {
	return ( { page }: World ): Promise<unknown> => page.route( /api\.php/, ( route ) => route.fulfill( what ) );
}

export const SITUATIONS: Situation[] = [
	{ name: 'nothing at all', expected: 'saved' },
	{ name: 'session cookie gone, “keep me logged in”', remember: true, happens: dropCookie, expected: 'saved' },
	{ name: 'session row gone, “keep me logged in”', remember: true, happens: dropRow, expected: 'saved' },
	{ name: 'session cookie gone', happens: dropCookie, ends: asAlice, expected: 'held' },
	{ name: 'session row gone', happens: dropRow, ends: asAlice, expected: 'held' },
	{
		name: 'session expired by time',
		before: ( { wiki } ) => wiki.configure?.( '$wgObjectCacheSessionExpiry = 2;' ) as Promise<void>,
		happens: ( { page } ) => page.waitForTimeout( 3500 ),
		ends: async ( world ) => {
			await world.wiki.configure?.( '' );
			await asAlice( world );
		},
		expected: 'held'
	},
	{ name: 'logged out by the API', happens: ( { context, wiki } ) => logOutElsewhere( context, wiki.url ), ends: asAlice, expected: 'held' },
	{
		name: 'password changed by an administrator',
		remember: true,
		happens: async ( { wiki } ) => {
			await maintenance( wiki, 'changePassword', [ '--user', ALICE.name, '--password', `${ ALICE.password }!` ] );
			// The script before does it by itself in 1.43.9, not in 1.45.0.
			await maintenance( wiki, 'invalidateUserSessions', [ '--user', ALICE.name ] );
		},
		ends: async ( { wiki, context } ) => {
			await logIn( context, wiki.url, { name: ALICE.name, password: `${ ALICE.password }!` } );
			await maintenance( wiki, 'changePassword', [ '--user', ALICE.name, '--password', ALICE.password ] );
			await logIn( context, wiki.url, ALICE );
		},
		expected: 'held'
	},
	{ name: 'another account in another tab', happens: ( { context, wiki } ) => logIn( context, wiki.url, BOB ), ends: asAlice, expected: 'held' },
	{
		name: 'the same account again in another tab',
		happens: async ( world ) => {
			await logOutElsewhere( world.context, world.wiki.url );
			await asAlice( world );
		},
		expected: 'saved'
	},
	{ name: 'API: 500', happens: answer( { status: 500, body: 'Internal Server Error' } ), expected: 'saved' },
	{ name: 'API: 503 with Retry-After', happens: answer( { status: 503, headers: { 'Retry-After': '120' }, body: '' } ), expected: 'saved' },
	{ name: 'API: rate limited', happens: answer( { json: { errors: [ { code: 'ratelimited', text: 'Slow down.' } ] } } ), expected: 'saved' },
	{ name: 'API: maxlag', happens: answer( { json: { errors: [ { code: 'maxlag', text: 'Waiting for a database.' } ] } } ), expected: 'saved' },
	{ name: 'API: 30 s of silence', happens: ( { page } ) => page.route( /api\.php/, () => {} ), expected: 'saved' },
	{ name: 'API: HTML instead of JSON', happens: answer( { contentType: 'text/html', body: '<title>Hotel Wi-Fi</title>' } ), expected: 'saved' },
	{ name: 'API: truncated JSON', happens: answer( { contentType: 'application/json', body: '{"checktoken":{"res' } ), expected: 'saved' },
	{ name: 'offline for a while', happens: async ( { context, page } ) => {
		await context.setOffline( true );
		await page.locator( '#wpSummary' ).focus();
		await context.setOffline( false );
	}, expected: 'saved' },
	{
		name: 'wiki down',
		happens: ( { wiki } ) => wiki.down(),
		ends: ( { wiki } ) => wiki.up(),
		expected: 'held'
	},
	{
		name: 'wiki read-only',
		happens: ( { wiki } ) => wiki.configure?.( '$wgReadOnly = "The Red King sleeps.";' ) as Promise<void>,
		ends: ( { wiki } ) => wiki.configure?.( '' ) as Promise<void>,
		expected: 'refused'
	},
	{
		name: 'blocked meanwhile',
		happens: ( { wiki } ) => block( wiki ),
		ends: ( { wiki } ) => block( wiki, '--unblock' ),
		expected: 'refused'
	},
	{
		name: 'page restored from the back-forward cache',
		happens: async ( { page, context, wiki } ) => {
			await logOutElsewhere( context, wiki.url );
			await logIn( context, wiki.url, ALICE );
			await page.evaluate( () => {
				window.dispatchEvent( new PageTransitionEvent( 'pagehide', { persisted: true } ) );
				window.dispatchEvent( new PageTransitionEvent( 'pageshow', { persisted: true } ) );
			} );
		},
		expected: 'saved'
	},
	{
		name: 'laptop asleep for a day, “keep me logged in”',
		remember: true,
		clock: true,
		before: ( { page } ) => page.clock.install(),
		happens: async ( world ) => {
			await dropRow( world );
			await pass( world.page, 24 * 60 );
		},
		expected: 'saved'
	},
	{
		name: 'clock of the machine a day fast, session lost',
		remember: true,
		clock: true,
		before: ( { page } ) => page.clock.install( { time: Date.now() + 86400000 } ),
		happens: dropRow,
		expected: 'saved'
	},
	{
		name: 'clock of the machine set back by a day, session lost',
		remember: true,
		clock: true,
		before: ( { page } ) => page.clock.install(),
		happens: async ( world ) => {
			await world.page.clock.setSystemTime( Date.now() - 86400000 );
			await dropRow( world );
		},
		expected: 'saved'
	},
	{
		name: 'storage forbidden, session lost',
		remember: true,
		before: ( { page } ) => page.addInitScript( () => {
			for ( const name of [ 'localStorage', 'sessionStorage' ] ) {
				Object.defineProperty( window, name, { get() {
					throw new DOMException( 'forbidden', 'SecurityError' );
				} } );
			}
		} ),
		happens: dropRow,
		expected: 'saved'
	},
	{
		name: 'storage full, session lost',
		remember: true,
		before: ( { page } ) => page.addInitScript( () => {
			Storage.prototype.setItem = () => {
				throw new DOMException( 'full', 'QuotaExceededError' );
			};
		} ),
		happens: dropRow,
		expected: 'saved'
	},
	{
		name: 'no BroadcastChannel, session lost',
		remember: true,
		before: ( { page } ) => page.addInitScript( () => {
			Reflect.deleteProperty( window, 'BroadcastChannel' );
		} ),
		happens: dropRow,
		expected: 'saved'
	},
	{
		name: 'temporary account, session row gone',
		before: asTemporary,
		author: /^~2/,
		happens: dropRow,
		ends: ( { wiki } ) => wiki.configure?.( '' ) as Promise<void>,
		expected: 'saved'
	},
	{
		name: 'user name with &, " and \', session row gone, “keep me logged in”',
		before: asTweedle,
		author: /^Tweedle "Dum" & D'ee$/,
		happens: dropRow,
		expected: 'saved'
	},
	{
		name: 'token field changed by another script',
		happens: ( { page } ) => page.locator( '#editform [name="wpEditToken"]' ).evaluate( ( field: HTMLInputElement ) => {
			field.value = 'Twas brillig+\\';
		} ),
		expected: 'saved'
	}
];
