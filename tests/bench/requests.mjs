import { cpuOfRequests } from './cpu.mjs';
import { DAY, INTERVALS, day, visits } from './day.mjs';
import { summary } from './figures.mjs';
import { heartbeats } from './heartbeat.mjs';
import { repetitions } from './interleave.mjs';
import { WITH, WITHOUT, reachedWiki } from './stage.mjs';

/** What a gadget would send that asks once a minute, in every tab, for eight hours. */
const POLLS = 480;

const POLLING = 'polling once a minute';
const WORDPRESS = 'WordPress’s heartbeat';

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
	const wordpress = {
		untouched: heartbeats( DAY ),
		reader: heartbeats( DAY, visits( 1 )[ 0 ], false ),
		writer: heartbeats( DAY, visits( 1 )[ 0 ] ),
		twenty: visits( 20 ).reduce( ( sum, tab ) => sum + heartbeats( DAY, tab, false ), 0 )
	};
	const most = { budget: { value: PER_INTERVAL * INTERVALS } };
	/** @type {import('./figures.mjs').Figure[]} */
	const figures = [
		{ what: 'page view, all kept that may be: scripts, styles, images', unit: 'requests', samples: [ withIt ], beside: { what: 'MediaWiki alone', samples: [ without ] } },
		...besideBoth( 'page that nobody touches, 8 hours', reader.untouched, POLLS, wordpress.untouched, { budget: { value: 0 } } ),
		...besideBoth( '20 tabs that nobody touches, 8 hours', twenty.untouched, 20 * POLLS, 20 * wordpress.untouched, { budget: { value: 0 } } ),
		...besideBoth( 'a reader’s day, one tab', reader.used, POLLS, wordpress.reader, most ),
		...besideBoth( 'a writer’s day, text never saved', writer.used, POLLS, wordpress.writer, most ),
		...besideBoth( 'a day with 20 tabs', twenty.used, 20 * POLLS, wordpress.twenty, most ),
		...besideBoth( 'a thousand editors with 20 tabs each, per hour', Math.round( twenty.used / 8 * 1000 ), 60 * 20 * 1000, Math.round( wordpress.twenty / 8 * 1000 ) )
	];
	const cpu = await cpuOfRequests( stage, repetitions( 10 ) );
	const how = [
		'A day is eight hours of a clock that we move, the wiki’s along with it: 96 intervals of five minutes, in each of which the reader goes through',
		'three tabs (a writer types instead). All requests of all tabs to the wiki count, but for core’s own stashing of what is typed. The tabs are',
		'opened one after another, as fast as they load, and a tab that was opened less than five seconds after the first asks once for itself.',
		'',
		`“${ POLLING }” is what the simplest gadget would do: one request a minute, in every tab. “${ WORDPRESS }” is what WordPress does so that its`,
		'writers learn of a lost session: simulated on the same day by the rules of its source (wp-includes/js/heartbeat.js): one request a minute; one in',
		'two minutes without focus, or untouched for five; none when untouched for ten. That is of its default; a site may have it ask every 15 s to 120 s.',
		'',
		'Where they are ahead: a page that is looked at and not touched learns from either, within one or two minutes, what happens on another device.',
		'SessionGuard’s learns it when it is touched, when it is returned to after five minutes, or before anything is saved; from another tab of the same',
		'browser, at once. A heartbeat also saves drafts and locks posts in the same request.'
	];
	if ( cpu ) {
		figures.push( {
			what: 'CPU time of the wiki, one check', unit: 'ms', samples: cpu.check, beside: { what: 'one page view (Vector 2022, parser cache warm)', samples: cpu.view }
		} );
		how.push(
			'CPU time is what the processes of PHP’s server used for 20 requests, one after the other, divided by 20.', '',
			...forOperators( twenty.used, wordpress.twenty, cpu )
		);
	}
	return { title: 'Requests', how, figures };
}

/**
 * What all of this comes to for whoever runs the wiki.
 *
 * @param {number} aDay requests of somebody with twenty tabs
 * @param {number} theirs what WordPress’s heartbeat would send
 * @param {{ check: number[], view: number[] }} cpu
 * @return {string[]}
 */
function forOperators( aDay, theirs, { check, view } ) {
	const [ ms, share ] = [ summary( check ).median, summary( check ).median / summary( view ).median ];
	const anHour = aDay / 8;
	return [
		'**For a wiki operator.** API requests with a session cookie are never answered by a CDN: each check reaches an application server, reads the',
		`session, and writes nothing. A thousand editors who are all busy all the time, with twenty tabs each, send ${ Math.round( 1000 * anHour ) } checks an hour,`,
		`${ ( 1000 * anHour / 3600 ).toFixed( 1 ) } a second: ${ ( ms * 1000 * anHour / 3600000 ).toFixed( 2 ) } of a processor core like this one. One check costs as much as ${ share.toFixed( 2 ) } page views of a reader who is logged`,
		`in, so each of them adds what ${ ( anHour * share ).toFixed( 1 ) } page views an hour would. By WordPress’s heartbeat it would be ${ Math.round( theirs / 8 * share ) }, with a poll every minute`,
		`${ Math.round( 60 * 20 * share ) }. The scripts and styles are ResourceLoader’s: public, versioned, and answered by the CDN.`
	];
}

/**
 * @param {string} what
 * @param {number} ours
 * @param {number} polls
 * @param {number} wordpress
 * @param {Pick<import('./figures.mjs').Figure, 'budget'>} [budget]
 * @return {import('./figures.mjs').Figure[]}
 */
function besideBoth( what, ours, polls, wordpress, budget ) {
	return [
		{ what, unit: 'requests', samples: [ ours ], beside: { what: POLLING, samples: [ polls ] }, ...budget },
		{ what, unit: 'requests', samples: [ ours ], beside: { what: WORDPRESS, samples: [ wordpress ] } }
	];
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
