/** How long an answer may take, in ms. */
const PATIENCE = 4000;

/**
 * Tries whether anything at all answers at an address within 4 s: an error of the wiki's will do.
 * Where nothing does, the browser would show an error of its own in the place of the page.
 *
 * @param address that nothing is done at by asking
 */
export function isReachable( address: string ): Promise<boolean> {
	// `no-cors`: a form may lead to another host.
	const answered = fetch( address, { method: 'HEAD', mode: 'no-cors', cache: 'no-store' } ).then( () => true, () => false );
	const waited = new Promise<boolean>( ( resolve ) => {
		setTimeout( () => resolve( false ), PATIENCE );
	} );
	return Promise.race( [ answered, waited ] );
}
