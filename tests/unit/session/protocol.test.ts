import { useBrowser } from '../browser';
import { createProof } from '../../../src/session/proof';
import type { Proof } from '../../../src/session/proof';
import { askWiki } from '../../../src/session/protocol';
import { createSession } from '../../../src/session/session';
import type { Session, Verdict } from '../../../src/session/session';
import { createTabs } from '../../../src/session/tabs';

QUnit.module( 'session/protocol', ( hooks ) => {
	const browser = useBrowser( hooks );
	const now = (): number => Math.floor( Date.now() / 1000 );
	const tokenOf = ( second: number ): string => `${ 'a'.repeat( 32 ) }${ second.toString( 16 ) }+\\`;

	/** A wiki whose answers are a script: a check finds a token of the current secret good. */
	class Wiki {
		public user: string | null = 'Alice';
		/** Tokens issued before are dead. */
		public since = 0;
		public asked: string[] = [];
		public token = tokenOf( now() );
		public onCheck = (): void => {};
		/** Thrown by the next request for fresh tokens. */
		public trouble: Error | null = null;

		public requests = {
			csrfToken: () => this.token,
			check: async () => {
				this.asked.push( 'check' );
				const { user, token, since } = this;
				this.onCheck();
				await Promise.resolve();
				if ( user !== 'Alice' ) {
					throw Object.assign( new Error( 'assert' ), { code: 'assertnameduserfailed' } );
				}
				return { result: parseInt( token.slice( 32 ), 16 ) >= since ? 'valid' as const : 'invalid' as const, now: now() };
			},
			renew: async () => {
				this.asked.push( 'renew' );
				await Promise.resolve();
				if ( this.trouble ) {
					throw this.trouble;
				}
				if ( this.user === 'Alice' ) {
					this.token = tokenOf( now() );
				}
				return { user: this.user, tokens: {} };
			}
		};
	}

	let wiki: Wiki;
	let session: Session;
	let proof: Proof;
	let heard: string[];
	hooks.beforeEach( async () => {
		wiki = new Wiki();
		session = createSession( 'Alice' );
		const tabs = createTabs( 'Alice' );
		proof = createProof( 'Alice', wiki.token, tabs, false );
		heard = [];
		createTabs( 'Alice' ).on( 'logout', () => heard.push( 'logout' ) );
		ask = ( renew = false ) => askWiki( session, proof, tabs, wiki.requests, renew );
		await browser.clock.tickAsync( 60000 );
	} );
	let ask: ( renew?: boolean ) => Promise<Verdict>;

	QUnit.test( 'a good token costs one request, and is fresh then', async ( assert ) => {
		assert.false( proof.isFresh() );
		assert.deepEqual( await ask(), { state: 'valid' } );
		assert.deepEqual( wiki.asked, [ 'check' ] );
		assert.true( proof.isFresh() );
	} );

	QUnit.test( 'a stale one is renewed, and the new one checked', async ( assert ) => {
		wiki.since = now();
		assert.deepEqual( await ask(), { state: 'valid' } );
		assert.deepEqual( wiki.asked, [ 'check', 'renew', 'check' ] );
		assert.true( proof.isFresh() );
	} );

	QUnit.test( 'nobody is there: the other tabs are told, and nothing is proven any more', async ( assert ) => {
		wiki.user = null;
		assert.deepEqual( await ask(), { state: 'logged-out' } );
		assert.deepEqual( heard, [ 'logout' ] );
		assert.true( proof.isDead() );
	} );

	QUnit.test( 'somebody else is there', async ( assert ) => {
		wiki.user = 'Bob';
		assert.deepEqual( await ask(), { state: 'switched', other: 'Bob' } );
		assert.deepEqual( heard, [] );
		assert.true( proof.isDead() );
	} );

	QUnit.test( 'known to be stale, and no new token to be had: dead, and no verdict', async ( assert ) => {
		wiki.since = now();
		wiki.trouble = new Error( 'http' );
		await assert.rejects( ask(), /http/ );
		assert.true( proof.isDead() );
	} );

	QUnit.test( 'fresh tokens that prove stale again and again: it gives up, by an error of its own', async ( assert ) => {
		wiki.since = Infinity;
		await assert.rejects( ask(), /again and again/ );
		assert.strictEqual( wiki.asked.filter( ( what ) => what === 'renew' ).length, 4 );
	} );

	QUnit.test( 'an answer to what was asked before another tab had news says nothing: it asks again', async ( assert ) => {
		wiki.onCheck = () => {
			wiki.onCheck = () => {};
			wiki.user = null;
			session.update( { verdict: { state: 'logged-out' } } );
		};
		assert.deepEqual( await ask(), { state: 'logged-out' } );
		assert.deepEqual( wiki.asked, [ 'check', 'check', 'renew' ] );
	} );

	QUnit.test( 'out and in again while it asks: the answer was about a session that is gone', async ( assert ) => {
		wiki.onCheck = () => {
			wiki.onCheck = () => {};
			wiki.since = now();
			session.update( { verdict: { state: 'logged-out' } } );
			proof.forget();
			session.update( { verdict: { state: 'valid' } } );
		};
		assert.deepEqual( await ask(), { state: 'valid' } );
		assert.deepEqual( wiki.asked, [ 'check', 'check', 'renew', 'check' ] );
	} );

	QUnit.test( 'the user is back: fresh tokens first, as those of the page are known to be dead', async ( assert ) => {
		wiki.user = null;
		session.update( { verdict: await ask() } );
		wiki.asked = [];
		assert.deepEqual( await ask(), { state: 'logged-out' } );
		assert.deepEqual( wiki.asked, [ 'renew' ], 'one request where nobody is back' );
		wiki.user = 'Alice';
		wiki.asked = [];
		const answer = ask();
		// The last page of the login says so as well, meanwhile.
		session.update( { verdict: { state: 'valid' } } );
		assert.deepEqual( await answer, { state: 'valid' } );
		assert.deepEqual( wiki.asked, [ 'renew', 'check' ] );
	} );

	QUnit.test( 'fresh tokens prove nothing if another tab says meanwhile that the user is gone: it asks again', async ( assert ) => {
		const answer = ask( true );
		session.update( { verdict: { state: 'logged-out' } } );
		wiki.onCheck = () => assert.false( proof.isFresh() );
		assert.deepEqual( await answer, { state: 'valid' } );
		assert.deepEqual( wiki.asked, [ 'renew', 'check' ] );
	} );

	QUnit.test( 'told to, it begins with fresh tokens', async ( assert ) => {
		assert.deepEqual( await ask( true ), { state: 'valid' } );
		assert.deepEqual( wiki.asked, [ 'renew', 'check' ] );
	} );

	QUnit.test( 'a token renewed in the second in which the old one died is alive', async ( assert ) => {
		await ask( true );
		wiki.since = now();
		proof.forget();
		assert.true( proof.isDead() );
		await ask();
		assert.false( proof.isDead() );
	} );
} );
