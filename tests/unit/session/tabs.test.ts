import { useBrowser } from '../browser';
import { createTabs, unsavedElsewhere } from '../../../src/session/tabs';

QUnit.module( 'session/tabs', ( hooks ) => {
	const browser = useBrowser( hooks );

	/** Notes what a tab hears of logouts and logins. */
	function tab( user: string ): { tabs: ReturnType<typeof createTabs>; heard: string[] } {
		const heard: string[] = [];
		const tabs = createTabs( user );
		tabs.on( 'logout', () => void heard.push( 'logout' ) );
		tabs.on( 'login', ( _, who ) => void heard.push( `login ${ who }` ) );
		return { tabs, heard };
	}

	QUnit.test( 'tabs of the same user hear each other, and of anybody’s login', async ( assert ) => {
		const [ alice, alsoAlice, bob ] = [ tab( 'Alice' ), tab( 'Alice' ), tab( 'Bob' ) ];
		alice.tabs.tell( 'logout', null );
		bob.tabs.tell( 'login', null );
		await browser.clock.tickAsync( 0 );
		assert.deepEqual( alice.heard, [ 'login Bob' ], 'nobody hears themselves' );
		assert.deepEqual( alsoAlice.heard, [ 'logout', 'login Bob' ] );
		assert.deepEqual( bob.heard, [] );
	} );

	QUnit.test( 'who has unsaved text is known after 150 ms, but for busy tabs', async ( assert ) => {
		const asking = createTabs( 'Alice' );
		for ( const page of [ 'Tulgey_wood', null, 'Talk:Tumtum_tree' ] ) {
			const other = createTabs( 'Alice' );
			other.on( 'ask', () => page && other.tell( 'unsaved', page ) );
		}
		const busy = createTabs( 'Alice' );
		busy.on( 'ask', () => setTimeout( () => busy.tell( 'unsaved', 'Manxome_foe' ), 1000 ) );
		const pages: string[] = [];
		const answered = unsavedElsewhere( asking, ( page ) => pages.push( page ) );
		await browser.clock.tickAsync( 150 );
		await answered;
		assert.deepEqual( pages, [ 'Tulgey wood', 'Talk:Tumtum tree' ] );
		await browser.clock.tickAsync( 1000 );
		assert.deepEqual( pages[ 2 ], 'Manxome foe', 'a busy tab is heard, too' );
	} );

	QUnit.test( 'a page that the browser puts aside is deaf, and hears again when it is back', async ( assert ) => {
		const { heard } = tab( 'Alice' );
		const tellLogin = async (): Promise<void> => {
			createTabs( 'Bob' ).tell( 'login', null );
			await browser.clock.tickAsync( 0 );
		};
		browser.window.dispatchEvent( new Event( 'pagehide' ) );
		await tellLogin();
		assert.deepEqual( heard, [] );
		browser.window.dispatchEvent( Object.assign( new Event( 'pageshow' ), { persisted: true } ) );
		await tellLogin();
		assert.deepEqual( heard, [ 'login Bob' ] );
	} );

	QUnit.test( 'without a BroadcastChannel, each tab is for itself', async ( assert ) => {
		browser.hasChannel = false;
		const { tabs, heard } = tab( 'Alice' );
		tabs.tell( 'logout', null );
		const pages: string[] = [];
		const answered = unsavedElsewhere( tabs, ( page ) => pages.push( page ) );
		await browser.clock.tickAsync( 150 );
		await answered;
		assert.deepEqual( pages, [] );
		assert.deepEqual( heard, [] );
	} );
} );
