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
	 * it may go: core has a safety net of its own. If the page's user is known to be gone, its token to
	 * be dead, or the address it goes to out of reach, it waits; the reader may also decide otherwise.
	 *
	 * @param pressed button or link, null where that is not known; none for a request of a script
	 * @param address that a form goes to, where the browser would show an error instead of it; none for a
	 *  link, and for a request of a script
	 * @return resolves to whether it may go
	 */
	pass( pressed?: HTMLElement | null, address?: string ): Promise<boolean>;
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
	session: Session, proof: Proof, monitor: Monitor,
	wait: ( pressed?: HTMLElement | null, address?: string ) => Promise<boolean>, onCancel: () => void
): Gate {
	let holding = 0;
	/** How often the reader has cancelled: that goes for all that was held then. */
	let cancels = 0;

	function isShut(): boolean {
		return session.isLost || proof.isDead();
	}

	return {
		isShut,
		pass( pressed, address ) {
			const before = cancels;
			holding++;
			const patience = new Promise( ( resolve ) => {
				setTimeout( resolve, PATIENCE );
			} );
			// A button is pressed after what was asked before; a request may have failed since.
			return Promise.race( [ pressed === undefined ? monitor.checkAnew() : monitor.check(), patience ] )
				.then( () => isShut() || address && session.contact === 'unreachable' ? cancels === before && wait( pressed, address ) : true )
				.then( ( go ) => {
					holding--;
					if ( !go ) {
						cancels++;
						onCancel();
					}
					return go;
				} );
		},
		isHolding: () => holding > 0
	};
}
