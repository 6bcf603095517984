import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run.mjs';
import { Trouble } from '../../deploy/trouble.mjs';

/** The Debian release whose `mediawiki` package is 1.43 LTS. */
const RELEASE = 'trixie';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Installs Debian packages: as root, or with sudo where it asks for no password.
 *
 * @param {string[]} packages
 * @param {string} purpose what they are needed for, to say so
 * @return {Promise<void>}
 * @throws {Trouble} that names the packages, where they cannot be installed from here
 */
export async function install( packages, purpose ) {
	const byHand = `${ purpose } needs these packages: apt-get install ${ packages.join( ' ' ) }`;
	if ( !existsSync( '/usr/bin/apt-get' ) ) {
		throw new Trouble( `${ byHand } (or what your system calls them; there is no apt-get here).` );
	}
	const root = process.getuid?.() === 0;
	if ( !root ) {
		await run( 'sudo', [ '-n', 'true' ] ).catch( () => {
			throw new Trouble( `${ byHand } (not root, and sudo asks for a password).` );
		} );
	}
	/** @param {string[]} args */
	const apt = ( args ) => run(
		root ? 'apt-get' : 'sudo',
		[ ...( root ? [] : [ '-n', 'apt-get' ] ), '-qq', '-o', 'Acquire::Retries=3', ...args ],
		{ env: { DEBIAN_FRONTEND: 'noninteractive' } }
	);
	console.log( `Installing ${ packages.join( ' ' ) } …` );
	try {
		await apt( [ 'update' ] );
		await apt( [ 'install', '-y', '--no-install-recommends', ...packages ] );
	} catch ( error ) {
		throw new Trouble( `${ byHand }. apt-get could not install them: ${ lastLine( error ) }` );
	}
}

/**
 * Downloads MediaWiki 1.43 LTS from the Debian mirror that this machine uses already, and
 * unpacks it. Lists and cache of its own: the machine's apt is not touched, and no right of root
 * is needed. Signatures are checked by apt; a file that is there already is not fetched again.
 *
 * @param {string} cache folder for all of it
 * @return {Promise<string>} the MediaWiki tree
 * @throws {Trouble} without apt, a mirror or a network
 */
export async function unpackMediaWiki( cache ) {
	const tree = path.join( cache, 'mediawiki' );
	if ( existsSync( tree ) ) {
		return tree;
	}
	const elsewhere = 'Set MEDIAWIKI_DIR to a MediaWiki tree (1.43 or newer) or WIKI_URL to a running wiki instead.';
	if ( !existsSync( '/usr/bin/apt-get' ) ) {
		throw new Trouble( `MediaWiki comes from Debian's packages here, and there is no apt-get on this machine. ${ elsewhere }` );
	}
	const apt = path.join( cache, 'apt' );
	for ( const folder of [ 'lists/partial', 'archives/partial' ] ) {
		await mkdir( path.join( apt, folder ), { recursive: true } );
	}
	const sources = path.join( apt, 'sources.list' );
	await writeFile( sources, await mirrors() );
	const options = [
		`Dir::Etc::sourcelist=${ sources }`,
		'Dir::Etc::sourceparts=/dev/null',
		`Dir::State::Lists=${ apt }/lists`,
		`Dir::Cache=${ apt }`,
		'APT::Sandbox::User=root',
		'Acquire::Retries=3'
	].flatMap( ( option ) => [ '-o', option ] );

	console.log( 'Downloading MediaWiki (50 MB) from the Debian mirror …' );
	try {
		await run( 'apt-get', [ ...options, '-qq', '--error-on=any', 'update' ] );
		await run( 'apt-get', [ ...options, '-qq', 'download', 'mediawiki', 'mediawiki-classes' ], { cwd: `${ apt }/archives` } );
	} catch ( error ) {
		throw new Trouble( `MediaWiki could not be downloaded (is the network up?): ${ lastLine( error ) } ${ elsewhere }` );
	}
	const partial = `${ tree }.partial`;
	await rm( partial, { recursive: true, force: true } );
	for ( const name of await readdir( `${ apt }/archives` ) ) {
		if ( name.endsWith( '.deb' ) ) {
			await run( 'dpkg-deb', [ '-x', `${ apt }/archives/${ name }`, partial ] );
		}
	}
	// Debian links these four to places outside the package.
	const unpacked = `${ partial }/usr/share/mediawiki`;
	for ( const link of [ 'LocalSettings.php', 'config', 'images', 'extensions' ] ) {
		await rm( path.join( unpacked, link ), { force: true } );
	}
	await symlink( 'extensions-core', path.join( unpacked, 'extensions' ) );
	await rename( unpacked, tree );
	await rm( partial, { recursive: true } );
	await rm( apt, { recursive: true } );
	return tree;
}

/**
 * The machine's own Debian mirrors, with the release's name exchanged.
 *
 * @return {Promise<string>} lines of a sources.list
 * @throws {Trouble} on another system than Debian
 */
async function mirrors() {
	const release = /^VERSION_CODENAME=(.*)$/m.exec( await readFile( '/etc/os-release', 'utf8' ) )?.[ 1 ] ?? '?';
	const targets = await run( 'apt-get', [
		'indextargets', '--format', '$(REPO_URI) $(RELEASE) $(COMPONENT)', 'Created-By: Packages'
	] );
	const signed = existsSync( KEYRING ) ? `[signed-by=${ KEYRING }] ` : '';
	const lines = targets.split( '\n' )
		.map( ( target ) => target.split( ' ' ) )
		.filter( ( [ uri = '', suite = '', component ] ) => /\/debian(-security)?\/?$/.test( uri ) &&
			suite.startsWith( release ) && component === 'main' )
		.map( ( [ uri, suite = '' ] ) => `deb ${ signed }${ uri } ${ suite.replace( release, RELEASE ) } main\n` );
	if ( !lines.length ) {
		throw new Trouble( 'This machine’s apt knows no Debian mirror. Set MEDIAWIKI_DIR to a MediaWiki tree (1.43 or newer) or WIKI_URL to a running wiki.' );
	}
	return lines.join( '' );
}

/**
 * @param {unknown} error
 * @return {string} the last thing a program said before it failed
 */
function lastLine( error ) {
	return String( error instanceof Error ? error.message : error ).trim().split( '\n' ).pop() ?? '';
}
