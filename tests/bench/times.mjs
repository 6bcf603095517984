import { crossTab } from './times/crossTab.mjs';
import { execution } from './times/execution.mjs';
import { logout } from './times/logout.mjs';
import { panel } from './times/panel.mjs';
import { question } from './times/question.mjs';
import { returning } from './times/returning.mjs';
import { save } from './times/save.mjs';

const SCENARIOS = [ execution, question, logout, panel, crossTab, save, returning ];

/**
 * How long the reader waits.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @return {Promise<import('./figures.mjs').Group>}
 */
export async function times( stage ) {
	const figures = [];
	for ( const scenario of SCENARIOS ) {
		figures.push( ...await scenario( stage ) );
	}
	return {
		title: 'Time',
		how: [
			'By the clocks of the pages themselves (`performance.now()`, `event.timeStamp`), in Vector 2022; nothing of the way to and from the',
			'test’s process is in them. Every page has settled before: all its modules have run. “First time” means a browser profile without',
			'anything kept: the modules come from the wiki. “Kept” means that an earlier page of the same profile had them: they come from',
			'ResourceLoader’s own store. `requestIdleCallback` is taken away from all pages, with the gadget and without, as in Safari: a browser',
			'without a screen may have no idle moment for seconds. A dialog is open when the focus is in it: from then on Enter and Escape answer.',
			'A proof counts as older than it is where it matters (`Date.now()` is moved ahead): Save and return would find one from the page load else.'
		],
		figures
	};
}
