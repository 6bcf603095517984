import { install } from './apt.mjs';
import { run } from './run.mjs';
import { Trouble } from '../../deploy/trouble.mjs';

/** What MediaWiki with SQLite asks of PHP, beside the Debian package that has it. */
const PACKAGES = {
	Core: 'php-cli',
	mbstring: 'php-mbstring',
	intl: 'php-intl',
	dom: 'php-xml',
	xmlreader: 'php-xml',
	pdo_sqlite: 'php-sqlite3',
	curl: 'php-curl'
};

/**
 * Makes sure that there is a PHP that can run MediaWiki.
 *
 * @return {Promise<void>}
 * @throws {Trouble} that says what to install, where it cannot be done from here
 */
export async function requirePhp() {
	const missing = await missingPackages();
	if ( missing.length ) {
		await install( missing, 'MediaWiki' );
		const still = await missingPackages();
		if ( still.length ) {
			throw new Trouble( `PHP still lacks what ${ still.join( ', ' ) } should have brought: is another php first in PATH?` );
		}
	}
}

/**
 * @return {Promise<string[]>} Debian packages
 */
async function missingPackages() {
	const modules = ( await run( 'php', [ '-m' ] ).catch( () => '' ) ).split( '\n' );
	return [ ...new Set(
		Object.entries( PACKAGES ).filter( ( [ name ] ) => !modules.includes( name ) ).map( ( [ , name ] ) => name )
	) ];
}
