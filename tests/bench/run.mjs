import { requireBrowser } from '../browser.mjs';
import { installPackages } from '../install.mjs';
import { readArguments } from '../../deploy/arguments.mjs';
import { Trouble, command } from '../../deploy/trouble.mjs';

const HELP = `npm run bench -- [options] [group …]

Measures every budget on a wiki of its own, and writes docs/bench.md. With groups
(bytes, times, requests, growth, memory, reliability): just those, and nothing is written.

  --try        everything once only, to see whether it works; nothing is written
  --json       figures as JSON on standard output
  --faults     lives through the fault matrix first (npm run faults, 5 minutes more)
  -h, --help   this text`;

await command( async () => {
	const read = readArguments( HELP, { try: { type: 'boolean' }, json: { type: 'boolean' }, faults: { type: 'boolean' } }, { positionals: true } );
	if ( !read ) {
		return;
	}
	const { values: options, positionals: wanted } = read;
	await installPackages();
	await requireBrowser();
	const { build } = await import( '../../build.mjs' );
	await build();
	const { measure } = await import( './measure.mjs' );
	const missed = await measure( wanted, options );
	if ( missed.length ) {
		throw new Trouble( `Above budget: ${ missed.join( '; ' ) }.` );
	}
} );
