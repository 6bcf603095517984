import { checkToken } from '../../../src/api/checkToken';
import { freshTokens } from '../../../src/api/freshTokens';
import type { FreshTokens } from '../../../src/api/freshTokens';
import { createMonitor } from '../../../src/session/monitor';
import type { Monitor } from '../../../src/session/monitor';
import { createProof } from '../../../src/session/proof';
import { askWiki } from '../../../src/session/protocol';
import { createSession } from '../../../src/session/session';
import type { Session } from '../../../src/session/session';
import { createTabs } from '../../../src/session/tabs';

/** Counts the requests to api.php that happen meanwhile. */
async function requestsOf( action: () => Promise<unknown> ): Promise<number> {
	let count = 0;
	const counter = (): void => {
		count++;
	};
	$( document ).on( 'ajaxSend', counter );
	await action();
	$( document ).off( 'ajaxSend', counter );
	return count;
}

function monitorOf( session: Session, renew: () => Promise<FreshTokens> ): Monitor {
	const csrfToken = (): string => mw.user.tokens.get( 'csrfToken' );
	const tabs = createTabs( session.user );
	const proof = createProof( session.user, csrfToken(), tabs, false );
	return createMonitor( session, proof, ( beginWithRenewal ) => askWiki( session, proof, tabs, {
		csrfToken, renew, check: () => checkToken( 'csrf', csrfToken(), { assertuser: session.user } )
	}, beginWithRenewal ), {
		isVisible: () => true, hasUnsavedText: () => false, interval: () => 300000,
		onReturn() {}, onInput() {}, onTick() {}, onSessionError() {}
	} );
}

QUnit.module( 'session/monitor', ( hooks ) => {
	let token: string;
	hooks.beforeEach( () => {
		localStorage.clear();
		token = mw.user.tokens.get( 'csrfToken' );
	} );
	hooks.afterEach( () => {
		mw.user.tokens.set( 'csrfToken', token );
	} );

	QUnit.test( 'a good session costs one request, however many ask at once', async ( assert ) => {
		const session = createSession( 'Alice' );
		const monitor = monitorOf( session, () => {
			assert.true( false, 'nothing to renew' );
			return freshTokens();
		} );
		const states: string[] = [];
		session.observe( () => states.push( session.state ) );
		assert.strictEqual( await requestsOf( () => Promise.all( [ monitor.check(), monitor.check(), monitor.check() ] ) ), 1 );
		assert.deepEqual( states, [ 'valid', 'checking', 'valid' ] );
		assert.strictEqual( await requestsOf( () => monitor.check() ), 1, 'and the next check asks again' );
	} );

	QUnit.test( 'a stale token of the same user is renewed', async ( assert ) => {
		mw.user.tokens.set( 'csrfToken', `${ '0'.repeat( 32 ) }68000000+\\` );
		const session = createSession( 'Alice' );
		const monitor = monitorOf( session, async () => {
			const fresh = await freshTokens();
			mw.user.tokens.set( fresh.tokens );
			return fresh;
		} );
		await monitor.check();
		assert.strictEqual( session.state, 'valid' );
		assert.strictEqual( mw.user.tokens.get( 'csrfToken' ).length, 42 );
	} );

	QUnit.test( 'another user is named', async ( assert ) => {
		const session = createSession( 'Bob' );
		await monitorOf( session, freshTokens ).check();
		assert.deepEqual( session.verdict, { state: 'switched', other: 'Alice' } );
	} );
} );
