import { logIn } from '../../deploy.mjs';
import { ADMIN, ALICE } from '../wiki/accounts.mjs';
import { maintenance } from '../wiki/wiki.mjs';
import { TITLES, botPassword, expect, runForJson, test, textOf } from './deployment';

test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to change' );

const DEFINITIONS = 'MediaWiki:Gadgets-definition';

test( 'what “Rolling it out” promises: a narrow bot password, one group first, and a switch', async ( { freshWiki, dist } ) => {
	const login = await botPassword( freshWiki, 'Admin', 'basic,createeditmovepage,editinterface,editsiteconfig' );
	const restrictions = JSON.stringify( { IPAddresses: [ '127.0.0.1' ], Pages: TITLES } );
	await maintenance( freshWiki, 'sql', [ '--query', `UPDATE bot_passwords SET bp_restrictions = '${ restrictions }' WHERE bp_app_id = '${ login.WIKI_ADMIN.split( '@' )[ 1 ] }'` ] );
	const args = [ '--dist', dist, '--yes' ];
	expect( ( await runForJson( freshWiki.url, login, args ) ).done ).toEqual( TITLES );

	// A bot password sees no pages.
	const admin = await logIn( freshWiki.url, ADMIN.name, ADMIN.password );
	const people = { admin, alice: await logIn( freshWiki.url, ALICE.name, ALICE.password ) };
	const whoHasIt = async (): Promise<string[]> => {
		const pages = await Promise.all( Object.values( people ).map( ( bot ) => bot.rawRequest( { method: 'get', url: `${ freshWiki.url }/index.php?title=Jabberwocky`, responseType: 'text' } ) ) );
		return Object.keys( people ).filter( ( _, index ) => String( pages[ index ]?.data ).includes( '"ext.gadget.SessionGuard"' ) );
	};
	expect( await whoHasIt() ).toEqual( [] );
	const text = String( await textOf( admin, DEFINITIONS ) );
	await admin.save( DEFINITIONS, text.replace( '* SessionGuard[', '* SessionGuard[default|rights=editinterface|' ) );
	expect( await whoHasIt() ).toEqual( [ 'admin' ] );
	await admin.save( DEFINITIONS, text.replace( '* SessionGuard[', '* SessionGuard[default|rights=minoredit|' ) );
	expect( await whoHasIt() ).toEqual( [ 'admin', 'alice' ] );

	const off = text.replace( /^(\* SessionGuard\[)(.*)$/m, '<!-- $1default|$2 -->' );
	await admin.save( DEFINITIONS, off );
	expect( await whoHasIt() ).toEqual( [] );
	const { done, notes } = await runForJson( freshWiki.url, login, args );
	expect( done ).toEqual( [] );
	expect( notes ).toContain( `Somebody has put the line of SessionGuard on ${ DEFINITIONS } into a comment, so it stays off. --force=${ DEFINITIONS } adds it again.` );
	expect( ( await runForJson( freshWiki.url, login, [ ...args, `--force=${ DEFINITIONS }` ] ) ).done ).toEqual( [ DEFINITIONS ] );
} );
