/**
 * Logs a browser context in, as the form on Special:UserLogin would.
 *
 * @param {import('@playwright/test').BrowserContext} context whose cookies it changes
 * @param {string} url of the wiki
 * @param {{ name: string, password: string }} account
 * @param {{ remember?: boolean }} [options] `remember`: with “Keep me logged in” ticked
 * @return {Promise<void>}
 */
export async function logIn( context, url, { name, password }, { remember = false } = {} ) {
	const api = `${ url }/api.php`;
	const tokens = await context.request.get( api, {
		params: { action: 'query', meta: 'tokens', type: 'login', format: 'json', formatversion: 2 }
	} );
	const answer = await context.request.post( api, { form: {
		action: 'clientlogin',
		username: name,
		password,
		...( remember && { rememberMe: 1 } ),
		loginreturnurl: url,
		logintoken: ( await tokens.json() ).query.tokens.logintoken,
		format: 'json',
		formatversion: 2
	} } );
	const { clientlogin } = await answer.json();
	if ( clientlogin?.status !== 'PASS' ) {
		throw new Error( `${ name } could not log in: ${ clientlogin?.message }` );
	}
}
