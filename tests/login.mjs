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
	const { clientlogin } = await postWithToken( context, url, 'login', ( logintoken ) => ( {
		action: 'clientlogin',
		username: name,
		password,
		...( remember && { rememberMe: 1 } ),
		loginreturnurl: url,
		logintoken
	} ) );
	if ( clientlogin?.status !== 'PASS' ) {
		throw new Error( `${ name } could not log in: ${ clientlogin?.message }` );
	}
}

/**
 * Posts to api.php in a browser context's session, behind the back of its pages.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url of the wiki
 * @param {string} type of the token that it needs
 * @param {( token: string ) => Record<string, string | number>} params of the request, with that token
 * @return {Promise<any>} the answer
 */
export async function postWithToken( context, url, type, params ) {
	const api = `${ url }/api.php`;
	const answer = { format: 'json', formatversion: 2 };
	const tokens = await context.request.get( api, { params: { action: 'query', meta: 'tokens', type, ...answer } } );
	const form = { ...params( ( await tokens.json() ).query.tokens[ `${ type }token` ] ), ...answer };
	return ( await context.request.post( api, { form } ) ).json();
}
