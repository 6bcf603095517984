import { cpuOfRequests } from './cpu.mjs';
import { INTERVALS, day } from './day.mjs';
import { summary } from './figures.mjs';
import { repetitions } from './interleave.mjs';
import { WITH, WITHOUT, reachedWiki } from './stage.mjs';

/** What a gadget would send that asks once a minute, in every tab, for eight hours. */
const HEARTBEATS = 480;

/** At most so many requests per interval in which a tab was used. */
const PER_INTERVAL = 1.5;

/**
 * What the wiki is asked, and what that costs it.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @return {Promise<import('./figures.mjs').Group>}
 */
export async function requests( stage ) {
	const [ withIt, without ] = [ await pageView( stage, WITH ), await pageView( stage, WITHOUT ) ];
	const reader = await day( stage, 1 );
	const writer = await day( stage, 1, { writes: true } );
	const twenty = await day( stage, 20 );
	/** @type {import('./figures.mjs').Figure[]} */
	const figures = [ {
		what: 'page view, all kept that may be: scripts, styles, images', unit: 'requests', samples: [ withIt ], beside: { what: 'MediaWiki alone', samples: [ without ] }
	}, {
		what: 'page that nobody touches, 8 hours', unit: 'requests', samples: [ reader.untouched ], beside: heartbeat( 1 ), budget: { value: 0 }
	}, {
		what: '20 tabs that nobody touches, 8 hours', unit: 'requests', samples: [ twenty.untouched ], beside: heartbeat( 20 ), budget: { value: 0 }
	}, {
		what: 'a reader’s day, one tab', unit: 'requests', samples: [ reader.used ], beside: heartbeat( 1 ), budget: { value: PER_INTERVAL * INTERVALS }
	}, {
		what: 'a writer’s day, text never saved', unit: 'requests', samples: [ writer.used ], beside: heartbeat( 1 ), budget: { value: PER_INTERVAL * INTERVALS }
	}, {
		what: 'a day with 20 tabs', unit: 'requests', samples: [ twenty.used ], beside: heartbeat( 20 ), budget: { value: PER_INTERVAL * INTERVALS }
	}, {
		what: 'a thousand editors with 20 tabs each, per hour',
		unit: 'requests',
		samples: [ Math.round( twenty.used / 8 * 1000 ) ],
		beside: { what: heartbeat( 20 ).what, samples: [ 60 * 20 * 1000 ] }
	} ];
	const cpu = await cpuOfRequests( stage, repetitions( 10 ) );
	const how = [
		'A day is eight hours of a clock that we move, the wiki’s along with it: 96 intervals of five minutes, in each of which the reader goes through',
		'three tabs (a writer types instead). All requests of all tabs to the wiki count, but for core’s own stashing of what is typed. A heartbeat is',
		'one request a minute and tab. The tabs are opened one after another, as fast as they load, and a tab that was opened less than five seconds',
		'after the first asks once for itself.'
	];
	if ( cpu ) {
		figures.push( {
			what: 'CPU time of the wiki, one check', unit: 'ms', samples: cpu.check, beside: { what: 'one page view (Vector 2022, parser cache warm)', samples: cpu.view }
		} );
		how.push(
			'CPU time is what the processes of PHP’s server used for 20 requests, one after the other, divided by 20.', '',
			...forOperators( twenty.used, cpu )
		);
	}
	return { title: 'Requests', how, figures };
}

/**
 * What all of this comes to for whoever runs the wiki.
 *
 * @param {number} aDay requests of somebody with twenty tabs
 * @param {{ check: number[], view: number[] }} cpu
 * @return {string[]}
 */
function forOperators( aDay, { check, view } ) {
	const [ ms, share ] = [ summary( check ).median, summary( check ).median / summary( view ).median ];
	const anHour = aDay / 8;
	return [
		'**For a wiki operator.** API requests with a session cookie are never answered by a CDN: each check reaches an application server, reads the',
		`session, and writes nothing. A thousand editors who are all busy all the time, with twenty tabs each, send ${ Math.round( 1000 * anHour ) } checks an hour,`,
		`${ ( 1000 * anHour / 3600 ).toFixed( 1 ) } a second: ${ ( ms * 1000 * anHour / 3600000 ).toFixed( 2 ) } of a processor core like this one. One check costs as much as ${ share.toFixed( 2 ) } page views of a reader who is logged`,
		`in, so each of them adds what ${ ( anHour * share ).toFixed( 1 ) } page views an hour would. With ${ HEARTBEATS / 8 } heartbeats an hour and tab it would be`,
		`${ Math.round( 60 * 20 * share ) }. The scripts and styles are ResourceLoader’s: public, versioned, and answered by the CDN.`
	];
}

/**
 * @param {number} tabs
 * @return {{ what: string, samples: number[] }}
 */
function heartbeat( tabs ) {
	return { what: 'heartbeat', samples: [ HEARTBEATS * tabs ] };
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {typeof WITH} account
 * @return {Promise<number>} requests of a page view that is not the first
 */
async function pageView( stage, account ) {
	const context = await stage.enter( account );
	const page = await context.newPage();
	await stage.visit( page );
	await stage.visit( page );
	await stage.visit( page );
	await page.waitForLoadState( 'networkidle' );
	const count = await page.evaluate( reachedWiki );
	await context.close();
	return count;
}
