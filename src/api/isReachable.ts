/**
 * Tries whether anything at all answers at an address: an error of the wiki's will do. Where nothing
 * does, the browser would show an error of its own in the place of the page.
 *
 * @param address
 */
export function isReachable( address: string ): Promise<boolean> {
	// `no-cors`: a form may lead to another host.
	return fetch( address, { method: 'HEAD', mode: 'no-cors', cache: 'no-store' } ).then( () => true, () => false );
}
