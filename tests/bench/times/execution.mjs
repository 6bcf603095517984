import { interleave } from '../interleave.mjs';
import { WITH } from '../stage.mjs';

/** In ms. */
const BUDGET = 1.5;

/**
 * The module at page load: what ResourceLoader's profiler sees of it, and what it does once the page
 * is there, at once and when the browser is idle, which that does not see.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function execution( stage ) {
	const context = await stage.enter( WITH );
	await context.addInitScript( timeReadyHandler );
	const page = await context.newPage();
	const { view } = await interleave( {
		view: async () => {
			await stage.visit( page );
			return page.evaluate( () => {
				const { profiler } = /** @type {any} */ ( mw.loader );
				if ( !profiler ) {
					throw new Error( 'The wiki needs $wgResourceLoaderEnableJSProfiler = true.' );
				}
				const total = ( /** @type {string} */ name ) => profiler.getProfile( name )?.total ?? 0;
				const own = total( 'ext.gadget.SessionGuard' );
				return {
					own,
					withReady: own + Number( /** @type {any} */ ( window ).benchReady ),
					idle: Number( /** @type {any} */ ( window ).benchIdle ),
					others: mw.loader.getModuleNames().filter( ( name ) => !name.startsWith( 'ext.gadget.SessionGuard' ) ).reduce( ( sum, name ) => sum + total( name ), 0 )
				};
			} );
		}
	}, 40 );
	await context.close();
	const beside = { what: 'all other modules of the page', samples: view.map( ( { others } ) => others ) };
	return [ {
		what: 'module at page load, by ResourceLoader’s profiler', unit: 'ms', samples: view.map( ( { own } ) => own ), beside, budget: { value: BUDGET }
	}, {
		what: 'the same with what it does when the page is ready', unit: 'ms', samples: view.map( ( { withReady } ) => withReady ), beside, budget: { value: BUDGET }
	}, {
		what: 'what it does in an idle moment', unit: 'ms', samples: view.map( ( { idle } ) => idle ), beside
	} ];
}

/** In the page, before anything else: times the function that the module gives to `$()`, and what that leaves for later. */
function timeReadyHandler() {
	Object.assign( window, { RLQ: [ () => {
		const { profiler } = /** @type {any} */ ( mw.loader );
		if ( !profiler ) {
			return;
		}
		const { onScriptStart } = profiler;
		profiler.onScriptStart = ( /** @type {string} */ name ) => {
			if ( name === 'ext.gadget.SessionGuard' ) {
				const { ready } = $.fn;
				$.fn.ready = function ( callback ) {
					$.fn.ready = ready;
					return ready.call( this, () => {
						const { requestIdleCallback } = mw;
						let idle = 0;
						mw.requestIdleCallback = ( whenIdle, options ) => requestIdleCallback( ( deadline ) => {
							const idleStart = performance.now();
							whenIdle( deadline );
							idle += performance.now() - idleStart;
							Object.assign( window, { benchIdle: idle } );
						}, options );
						const start = performance.now();
						callback( $ );
						// After what it leaves for the end of its task.
						queueMicrotask( () => {
							Object.assign( window, { benchReady: performance.now() - start } );
							mw.requestIdleCallback = requestIdleCallback;
						} );
					} );
				};
			}
			onScriptStart( name );
		};
	} ] } );
}
