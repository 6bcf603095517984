import { createServer } from 'node:net';

/**
 * @return {Promise<number>} a TCP port that nobody listens on just now
 */
export function freePort() {
	return new Promise( ( resolve, reject ) => {
		const server = createServer().once( 'error', reject ).listen( 0, '127.0.0.1', () => {
			const address = server.address();
			server.close( () => resolve( address && typeof address === 'object' ? address.port : 0 ) );
		} );
	} );
}
