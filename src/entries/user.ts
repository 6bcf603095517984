import styles from 'styles:all';

/** As in gadget-definition.txt. */
const DEPENDENCIES = [ 'mediawiki.api', 'mediawiki.storage', 'mediawiki.user', 'mediawiki.util' ];
const GADGET = 'ext.gadget.SessionGuard';

if ( mw.loader.getState( GADGET ) ) {
	// This wiki has the gadget: that one, and never two.
	mw.loader.load( GADGET );
} else {
	void mw.loader.using( DEPENDENCIES ).then( () => import( './start' ) ).then( ( { start } ) => {
		// Whoever has this file in common.js may have it in global.js too.
		// An element with that id is at `window.sessionGuard` too, but not its own.
		if ( !Object.prototype.hasOwnProperty.call( window, 'sessionGuard' ) ) {
			mw.util.addCSS( styles );
			window.sessionGuard = start();
		}
	} );
}
