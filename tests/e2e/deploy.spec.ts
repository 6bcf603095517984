import { logIn } from '../../deploy.mjs';
import { publish } from '../wiki/ready.mjs';
import { startWiki } from '../wiki/wiki.mjs';
import { expect, test } from './fixtures';

test( 'other gadgets’ definition lines stay, on a wiki of any language', async () => {
	test.skip( !!process.env.WIKI_URL, 'somebody else’s wiki is not ours to configure' );
	const own = await startWiki( { settings: '$wgLanguageCode = "he";' } );
	try {
		const bot = await logIn( own.url, own.admin.name, own.admin.password );
		const others = '== הליכה ==\n* HotCat[ResourceLoader]|HotCat.js\n* SessionGuardian[ResourceLoader]|x.js';
		await bot.save( 'MediaWiki:Gadgets-definition', others );

		expect( await publish( own ) ).toEqual( expect.arrayContaining( [
			'MediaWiki:Gadgets-definition', 'MediaWiki:Gadget-SessionGuard.js', 'MediaWiki:Gadget-SessionGuard-styles.css', 'MediaWiki:Gadget-SessionGuard-i18n-he.json'
		] ) );
		const { revisions } = await bot.read( 'MediaWiki:Gadgets-definition' );
		const text = String( revisions?.[ 0 ]?.content );
		expect( text.startsWith( `${ others }\n* SessionGuard[` ) ).toBe( true );
		expect( text.match( /^\* SessionGuard/gm ) ).toHaveLength( 5 );

		expect( await publish( own ), 'and the second time, nothing is edited' ).toEqual( [] );
	} finally {
		await own.remove();
	}
} );

test( 'a wrong password is told without telling it', async ( { wiki } ) => {
	const error = await logIn( wiki.url, 'Admin@SessionGuard', 'vorpal-sword' ).catch( ( reason: unknown ) => reason as Error );
	expect( error ).toBeInstanceOf( Error );
	expect( String( ( error as Error ).stack ) ).toContain( 'could not log in' );
	expect( JSON.stringify( error, Object.getOwnPropertyNames( error ) ) ).not.toContain( 'vorpal-sword' );
} );
