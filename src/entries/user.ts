import styles from 'styles:all';
import { start } from './start';

const GADGET = 'ext.gadget.SessionGuard';

// The build lets this file wait for the modules that the gadget depends on.
if ( mw.loader.getState( GADGET ) ) {
	// This wiki has the gadget: that one, and never two.
	mw.loader.load( GADGET );
} else if ( !Object.prototype.hasOwnProperty.call( window, 'sessionGuard' ) ) {
	// Whoever has this file in common.js may have it in global.js too.
	// An element with that id is at `window.sessionGuard` too, but not its own.
	mw.util.addCSS( styles );
	window.sessionGuard = start();
}
