import { useBrowser } from '../browser';
import { createProof } from '../../../src/session/proof';
import { foundInvalid, foundValid } from '../../../src/session/proving';
import { createTabs } from '../../../src/session/tabs';

const MINUTE = 60000;

QUnit.module( 'session/proof', ( hooks ) => {
	const browser = useBrowser( hooks );

	/** By the clock of the wiki, which agrees with ours, in s. */
	const now = (): number => Math.floor( Date.now() / 1000 );
	const tokenOf = ( second: number ): string => `${ 'a'.repeat( 32 ) }${ second.toString( 16 ) }+\\`;

	/** Loads a page in another tab. */
	function load( user = 'Alice', issued = now() ): ReturnType<typeof createProof> {
		return createProof( user, tokenOf( issued ), createTabs( user ), false );
	}

	QUnit.test( 'a page that has just loaded holds a good token, and that ages', async ( assert ) => {
		const proof = load();
		assert.strictEqual( proof.age(), 0 );
		await browser.clock.tickAsync( 5 * MINUTE );
		assert.strictEqual( proof.age(), 5 * MINUTE );
		assert.strictEqual( proof.tokenAge(), 5 * MINUTE );
		assert.false( proof.isDead() );
	} );

	QUnit.test( 'a check counts from when it was sent, for all tabs whose tokens it covers', async ( assert ) => {
		const old = load();
		await browser.clock.tickAsync( MINUTE );
		const [ between, bobs, checked ] = [ load(), load( 'Bob' ), load() ];
		await browser.clock.tickAsync( MINUTE );
		foundValid( checked, now(), Date.now() );
		assert.strictEqual( old.age(), 2 * MINUTE, 'issued before the token that was checked' );
		const sent = Date.now();
		await browser.clock.tickAsync( 300 );
		foundValid( old, now(), sent );
		assert.strictEqual( old.age(), 300 );
		assert.strictEqual( between.age(), 300, 'issued between the checked token and the check' );
		assert.strictEqual( bobs.age(), MINUTE + 300, 'nothing is said of another user’s' );
		await browser.clock.tickAsync( 2 * MINUTE );
		const late = load();
		await browser.clock.tickAsync( MINUTE );
		assert.strictEqual( late.age(), MINUTE, 'issued after the check: by its own page load only' );
	} );

	QUnit.test( 'a token that was found stale is dead, with all older ones, until there is a new one', async ( assert ) => {
		const [ old, newer ] = [ load( 'Alice', now() - 60 ), load() ];
		foundInvalid( newer );
		for ( const proof of [ old, newer ] ) {
			assert.true( proof.isDead() );
			assert.strictEqual( proof.age(), Infinity );
		}
		await browser.clock.tickAsync( 10000 );
		newer.replace( tokenOf( now() ), Date.now() );
		foundValid( newer, newer.issued(), Date.now() );
		assert.false( newer.isDead() );
		assert.strictEqual( newer.age(), 0 );
		assert.strictEqual( newer.tokenAge(), 0 );
		assert.true( old.isDead() );
	} );

	QUnit.test( 'where there is no room to keep it, what is dead is known all the same', ( assert ) => {
		browser.isFull = true;
		const proof = load();
		proof.forget();
		assert.true( proof.isDead() );
	} );

	QUnit.test( 'a session that was lost leaves no proof', ( assert ) => {
		const [ one, other ] = [ load(), load() ];
		foundValid( one, now(), Date.now() );
		one.forget();
		assert.deepEqual( [ one.age(), other.age() ], [ Infinity, Infinity ] );
	} );

	QUnit.test( 'a clock that was set back proves nothing', async ( assert ) => {
		const proof = load();
		await browser.clock.tickAsync( MINUTE );
		browser.clock.setSystemTime( Date.now() - 24 * 60 * MINUTE );
		assert.strictEqual( proof.age(), Infinity );
	} );

	QUnit.test( 'where nothing can be kept, tabs tell each other', async ( assert ) => {
		browser.mayStore = false;
		const [ one, other ] = [ load( 'Alice', now() - 10 ), load() ];
		await browser.clock.tickAsync( MINUTE );
		foundValid( one, now(), Date.now() );
		await browser.clock.tickAsync( 0 );
		assert.strictEqual( other.age(), 0 );
		assert.strictEqual( browser.stored.size, 0 );
	} );

	QUnit.test( 'nothing of a token is kept but its second of issue', ( assert ) => {
		foundValid( load(), now(), Date.now() );
		const kept = [ ...browser.stored.values() ].map( ( { json } ) => json ).join();
		assert.true( kept.includes( String( now() ) ) );
		assert.false( kept.includes( 'aaaa' ) );
	} );
} );
