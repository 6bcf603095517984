import { summary } from '../figures.mjs';
import { interleave } from '../interleave.mjs';
import { WITH, WITHOUT } from '../stage.mjs';

let edits = 0;

/**
 * An edit as every gadget makes it, by `mw.Api`, in a good session.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @return {Promise<import('../figures.mjs').Figure[]>}
 */
export async function write( stage ) {
	const ours = await ( await stage.enter( WITH ) ).newPage();
	const cores = await ( await stage.enter( WITHOUT ) ).newPage();
	await stage.visit( ours );
	await stage.visit( cores );
	const { guarded, alone } = await interleave( {
		guarded: () => edit( ours ),
		alone: () => edit( cores )
	}, 30 );
	await ours.context().close();
	await cores.context().close();
	// The wiki's part is the same request whoever sends it.
	const wikis = summary( [ guarded, alone ].flat().map( ( { answer } ) => answer ) ).median;
	const sent = ( /** @type {typeof alone} */ runs ) => runs.map( ( run ) => run.sent );
	const whole = ( /** @type {typeof alone} */ runs ) => sent( runs ).map( ( time ) => time + wikis );
	return [
		{ what: 'edit by `mw.Api` → done', unit: 'ms', samples: whole( guarded ), beside: { what: 'MediaWiki alone', samples: whole( alone ) }, budget: { ratio: 1.02 } },
		{ what: 'edit by `mw.Api` → request sent', unit: 'ms', samples: sent( guarded ), beside: { what: 'MediaWiki alone', samples: sent( alone ) } },
		{ what: 'request sent → done', unit: 'ms', samples: guarded.map( ( { answer } ) => answer ), beside: { what: 'MediaWiki alone', samples: alone.map( ( { answer } ) => answer ) } }
	];
}

/**
 * @param {import('@playwright/test').Page} page
 * @return {Promise<{ sent: number, answer: number }>} ms from the call until the request is sent, and from then until
 *  it is done
 */
function edit( page ) {
	return page.evaluate( async ( text ) => {
		const { send } = XMLHttpRequest.prototype;
		let sent = NaN;
		/** @param {unknown} [body] */
		XMLHttpRequest.prototype.send = function ( body ) {
			if ( /action=edit/.test( String( body ) ) ) {
				sent = performance.now();
			}
			send.call( this, /** @type {string} */ ( body ) );
		};
		const start = performance.now();
		await new mw.Api().postWithToken( 'csrf', { action: 'edit', title: 'Project:Bench', text } );
		const end = performance.now();
		XMLHttpRequest.prototype.send = send;
		return { sent: sent - start, answer: end - sent };
	}, `Edit ${ ++edits } of a script: one, two! One, two! And through and through` );
}
