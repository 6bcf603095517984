import { useBrowser } from '../browser';
import { followTabs } from '../../../src/session/followTabs';
import { createProof } from '../../../src/session/proof';
import type { Proof } from '../../../src/session/proof';
import { createSession } from '../../../src/session/session';
import type { Session } from '../../../src/session/session';
import { createTabs } from '../../../src/session/tabs';

QUnit.module( 'session/followTabs', ( hooks ) => {
	const browser = useBrowser( hooks );

	/** Loads a page for a user in another tab. */
	function load( user: string, isKept = false ): { session: Session; proof: Proof } {
		const session = createSession( user );
		const tabs = createTabs( user );
		const proof = createProof( user, `${ 'a'.repeat( 32 ) }${ Math.floor( Date.now() / 1000 ).toString( 16 ) }+\\`, tabs, isKept );
		followTabs( session, proof, tabs );
		return { session, proof };
	}

	QUnit.test( 'a page for another user: the account is switched; one for the same user: it is back', async ( assert ) => {
		const { session, proof } = load( 'Alice' );
		load( 'Bob' );
		await browser.clock.tickAsync( 0 );
		assert.deepEqual( session.verdict, { state: 'switched', other: 'Bob' } );
		assert.true( proof.isDead() );
		await browser.clock.tickAsync( 10000 );
		load( 'Alice' );
		await browser.clock.tickAsync( 0 );
		assert.deepEqual( session.verdict, { state: 'valid' } );
		assert.true( proof.isDead(), 'but this page’s token is not' );
	} );

	QUnit.test( 'a page that the browser had kept tells nobody anything', async ( assert ) => {
		const { session } = load( 'Alice' );
		load( 'Bob', true );
		await browser.clock.tickAsync( 0 );
		assert.deepEqual( session.verdict, { state: 'valid' } );
	} );

	QUnit.test( 'a logout is that of the tab’s own user', async ( assert ) => {
		const { session } = load( 'Alice' );
		createTabs( 'Bob' ).tell( 'logout' );
		await browser.clock.tickAsync( 0 );
		assert.deepEqual( session.verdict, { state: 'valid' } );
		createTabs( 'Alice' ).tell( 'logout' );
		await browser.clock.tickAsync( 0 );
		assert.deepEqual( session.verdict, { state: 'logged-out' } );
	} );

	QUnit.test( 'while the wiki is being asked, it goes on being asked', async ( assert ) => {
		const { session } = load( 'Alice' );
		session.update( { contact: 'checking' } );
		createTabs( 'Alice' ).tell( 'logout' );
		await browser.clock.tickAsync( 0 );
		assert.strictEqual( session.state, 'checking' );
		assert.true( session.isLost );
	} );
} );
