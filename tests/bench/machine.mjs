import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { run } from '../wiki/run.mjs';

/**
 * @param {import('./stage.mjs').Stage} stage
 * @return {Promise<Record<string, string>>} what the figures were measured on and with
 */
export async function describeMachine( { wiki, browser } ) {
	const answer = await fetch( `${ wiki.url }/api.php?action=query&meta=siteinfo&format=json&formatversion=2` );
	const { generator, phpversion } = ( await answer.json() ).query.general;
	const release = await readFile( '/etc/os-release', 'utf8' ).catch( () => '' );
	const commit = await run( 'git', [ 'rev-parse', '--short', 'HEAD' ], { cwd: new URL( '.', import.meta.url ).pathname } ).catch( () => 'none' );
	return {
		Processor: `${ os.cpus()[ 0 ]?.model.trim() }, ${ os.cpus().length } cores, ${ Math.round( os.totalmem() / 2 ** 30 ) } GB`,
		System: `${ /^PRETTY_NAME="?(.*?)"?$/m.exec( release )?.[ 1 ] ?? os.type() }, kernel ${ os.release() }`,
		'Node.js': process.versions.node,
		Chromium: browser.version(),
		PHP: phpversion,
		MediaWiki: generator.replace( 'MediaWiki ', '' ),
		Commit: commit.trim()
	};
}
