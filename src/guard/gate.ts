import type { Monitor } from '../session/monitor';
import type { Proof } from '../session/proof';
import type { Session } from '../session/session';

/** For how long something is held for a wiki that does not answer, in ms. */
const PATIENCE = 4000;

/** Lets through what is the page's user's. */
export interface Gate {
	/** Whether it is known that nothing can be done for the page's user now. */
	isShut(): boolean;
	/**
	 * Holds something until it is known whom it would be done for. If that cannot be known within 4 s,
	 * it may go: core has a safety net of its own. If the page's user is known to be gone, or its
	 * token to be dead, it waits for the user, who may also decide otherwise.
	 *
	 * @param label of the button that was pressed; none for a request of a script
	 * @return resolves to whether it may go
	 */
	pass( label?: string ): Promise<boolean>;
	/** Whether something is being held. */
	isHolding(): boolean;
}

/**
 * @param session
 * @param proof
 * @param monitor
 * @param wait says why something cannot be done; resolves to whether to do it after all
 * @param onCancel called when something that was held does not go
 */
export function createGate(
	session: Session, proof: Proof, monitor: Monitor, wait: ( label?: string ) => Promise<boolean>, onCancel: () => void
): Gate {
	let holding = 0;

	function isShut(): boolean {
		return session.isLost || proof.isDead();
	}

	return {
		isShut,
		pass( label ) {
			holding++;
			const patience = new Promise( ( resolve ) => {
				setTimeout( resolve, PATIENCE );
			} );
			// A button is pressed after what was asked before; a request may have failed since.
			return Promise.race( [ label === undefined ? monitor.checkAnew() : monitor.check(), patience ] )
				.then( () => !isShut() || wait( label ) )
				// Whatever fails here must not stop a Save.
				.catch( () => true )
				.then( ( go ) => {
					holding--;
					if ( !go ) {
						onCancel();
					}
					return go;
				} );
		},
		isHolding: () => holding > 0
	};
}
