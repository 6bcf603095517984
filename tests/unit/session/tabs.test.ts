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

	QUnit.test( 'who has unsaved text is known after 150 ms', async ( assert ) => {
		const asking = createTabs( 'Alice' );
		for ( const page of [ 'Tulgey_wood', null, 'Talk:Tumtum_tree' ] ) {
			const other = createTabs( 'Alice' );
			other.on( 'ask', () => page && other.tell( 'unsaved', page ) );
		}
		const answer = unsavedElsewhere( asking );
		await browser.clock.tickAsync( 150 );
		assert.deepEqual( await answer, [ 'Tulgey wood', 'Talk:Tumtum tree' ] );
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
		const answer = unsavedElsewhere( tabs );
		await browser.clock.tickAsync( 150 );
		assert.deepEqual( await answer, [] );
		assert.deepEqual( heard, [] );
	} );
} );
