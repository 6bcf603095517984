import { postWithToken } from '../../login.mjs';
import { interleave } from '../interleave.mjs';
import { WITH, WITHOUT, age, bareCheck } from '../stage.mjs';

let logins = 0;

/**
 * From “Log in” in the small window until the held form is sent.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function login( stage ) {
	const ours = await ( await stage.enter( WITH ) ).newPage();
	const cores = await ( await stage.enter( WITHOUT ) ).newPage();
	const { held, alone } = await interleave( {
		held: () => logInForHeldSave( stage, ours ),
		alone: () => logInAlone( stage, cores )
	}, 10 );
	await ours.context().close();
	await cores.context().close();
	return [ {
		what: '“Log in” in the small window → held form sent',
		unit: 'ms',
		samples: held,
		beside: { what: 'the wiki’s own login until its last page, one check and one renewal', samples: alone },
		budget: { ratio: 1.1 }
	} ];
}

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('@playwright/test').Page} page
 * @return {Promise<number>} ms
 */
async function logInForHeldSave( stage, page ) {
	await stage.visit( page, { title: 'Project:Bench', action: 'edit' } );
	await page.locator( '#wpTextbox1' ).fill( `Login ${ ++logins }: he chortled in his joy` );
	await logOut( stage, page );
	await age( page, 1 );
	await page.locator( '#wpSave' ).click();
	const link = page.locator( '.session-guard-question a' );
	const [ popup ] = await Promise.all( [ page.waitForEvent( 'popup' ), link.click() ] );
	const [ , start ] = await Promise.all( [ page.waitForURL( ( url ) => !url.searchParams.has( 'action' ) ), press( popup, WITH ) ] );
	return await page.evaluate( () => performance.timeOrigin ) - start;
}

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('@playwright/test').Page} page
 * @return {Promise<number>} ms
 */
async function logInAlone( stage, page ) {
	await stage.visit( page, { title: 'Project:Bench', action: 'edit' } );
	await logOut( stage, page );
	const [ popup ] = await Promise.all( [ page.waitForEvent( 'popup' ), page.evaluate( ( wpName ) => {
		Object.assign( window, { success: new Promise( ( resolve ) => {
			addEventListener( 'message', () => resolve( performance.timeOrigin + performance.now() ), { once: true } );
		} ) } );
		window.open( mw.util.getUrl( 'Special:UserLogin', {
			display: 'popup', wpName, returnto: 'Special:AuthenticationPopupSuccess', returntoquery: 'display=popup'
		} ), '', 'popup' );
	}, WITHOUT.name ) ] );
	const start = await press( popup, WITHOUT );
	const success = await page.evaluate( () => /** @type {any} */ ( window ).success );
	await popup.close();
	const check = await page.evaluate( bareCheck );
	const renewal = await page.evaluate( async () => {
		const begin = performance.now();
		await new mw.Api().get( { action: 'query', meta: 'tokens|userinfo', type: 'csrf|patrol|watch' } );
		return performance.now() - begin;
	} );
	return success - start + check + renewal;
}

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('@playwright/test').Page} page
 * @return {Promise<unknown>}
 */
function logOut( { wiki }, page ) {
	return postWithToken( page.context(), wiki.url, 'csrf', ( token ) => ( { action: 'logout', token } ) );
}

/**
 * @param {import('@playwright/test').Page} popup
 * @param {{ password: string }} account
 * @return {Promise<number>} when it was pressed, in ms of Unix time
 */
async function press( popup, { password } ) {
	await popup.waitForLoadState( 'networkidle' );
	await popup.locator( '#wpPassword1' ).fill( password );
	return popup.locator( '#wpLoginAttempt' ).evaluate( ( button ) => {
		const now = performance.timeOrigin + performance.now();
		/** @type {HTMLElement} */ ( button ).click();
		return now;
	} );
}
