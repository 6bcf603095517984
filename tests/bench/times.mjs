import { crossTab } from './times/crossTab.mjs';
import { execution } from './times/execution.mjs';
import { login } from './times/login.mjs';
import { logout } from './times/logout.mjs';
import { panel } from './times/panel.mjs';
import { question } from './times/question.mjs';
import { returning } from './times/returning.mjs';
import { save } from './times/save.mjs';
import { write } from './times/write.mjs';

const SCENARIOS = [ execution, question, logout, panel, crossTab, save, write, login, returning ];

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
			'the browser’s cache. `requestIdleCallback` is taken away from all pages, with the gadget and without, as in Safari: a browser',
			'without a screen may have no idle moment for seconds. A dialog is open when the focus is in it: from then on Enter and Escape answer.',
			'',
			'The reader’s pointer opens the menu, comes to Log out, and rests there for 0.3 s before it clicks; coming near is what fetches the',
			'question. The other gadget fetches `oojs-ui-windows` at the click, then calls `OO.ui.confirm`. ResourceLoader’s profiler does not see what a',
			'module does in `$()`, when the page is ready: it is timed as well, and held to the same budget. The indicator and the log out link wait for an idle moment, half a second at most: what they take has a row of its own.',
			'',
			'What one tab does, another hears by a message: by polling once a minute it would know half a minute later, on average.',
			'',
			'Save has two parts. Until the form is sent is the guard’s doing; what follows is the same request with and without, so that its median over all',
			'runs counts for all: the wiki’s noise would hide a hundredth. The last row shows that part, with the guard and without. The page’s proof is made',
			'a minute older first (`Date.now()` is moved ahead), or its loading would be proof enough; for the return to the tab, six minutes.'
		],
		figures
	};
}
