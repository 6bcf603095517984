import type { BrowserContext, Page } from '@playwright/test';
import { logIn } from '../login.mjs';
import { ADMIN, ALICE, BOB } from '../wiki/accounts.mjs';
import type { Wiki } from '../wiki/wiki.mjs';
import { logOutElsewhere, openSaveDialog } from './fixtures';

/** Settings, in PHP: everybody who is logged in may do everything that the doors do. */
export const EVERYBODY_MAY = 'foreach ( [ "delete", "protect", "block", "rollback", "patrol" ] as $right ) { $wgGroupPermissions["user"][$right] = true; }';

/** One attempt at a door. */
export interface Attempt {
	page: Page;
	context: BrowserContext;
	wiki: Wiki;
	/** Of a page of its own. */
	title: string;
	/** Found on no other page. */
	text: string;
	/** Parameters of index.php that switch the gadget off, where it is to be off. */
	off: Record<string, string>;
}

/** A way in which something is written to the wiki. */
export interface Door {
	name: string;
	/** Whether core does not have it. */
	isOfExtension?: true;
	/** What must be there before. */
	prepare?: ( attempt: Attempt ) => Promise<unknown>;
	/** Opens it, up to the last press. */
	open: ( attempt: Attempt ) => Promise<unknown>;
	/** The last press. What it leads to need not have come. */
	press: ( attempt: Attempt ) => Promise<unknown>;
	/** @return who has done it, as the wiki has it; null for nobody */
	author: ( attempt: Attempt ) => Promise<string | null>;
}

/** Ways to lose a session. */
export const LOSSES: { name: string; remember?: true; happens: ( attempt: Attempt ) => Promise<unknown> }[] = [
	{ name: 'cookie gone', happens: ( { context } ) => context.clearCookies( { name: /_session$/ } ) },
	{ name: 'logged out elsewhere', happens: ( { context, wiki } ) => logOutElsewhere( context, wiki.url ) },
	{ name: 'another account', happens: ( { context, wiki } ) => logIn( context, wiki.url, BOB ) },
	{ name: 'stale token, remembered', remember: true, happens: ( { context } ) => context.clearCookies( { name: /_session$/ } ) }
];

/** Asks the wiki, as nobody. */
async function ask( wiki: Wiki, params: Record<string, string> ) {
	const answer = await fetch( `${ wiki.url }/api.php?${ new URLSearchParams( { action: 'query', format: 'json', formatversion: '2', ...params } ) }` );
	return ( await answer.json() ).query;
}

async function authorOfText( { wiki, title, text }: Attempt ): Promise<string | null> {
	const { pages } = await ask( wiki, { titles: title, prop: 'revisions', rvprop: 'content|user', rvslots: 'main' } );
	const [ revision ] = pages[ 0 ].revisions ?? [];
	return revision?.slots.main.content.includes( text ) ? revision.user : null;
}

/** Of an entry in a log of the wiki's. */
const authorInLog = (
	type: string, titleOf = ( { title }: Attempt ): string => title
) => async ( attempt: Attempt ): Promise<string | null> => {
	const { logevents } = await ask( attempt.wiki, { list: 'logevents', letype: type, letitle: titleOf( attempt ), leprop: 'user' } );
	return logevents[ 0 ]?.user ?? null;
};

/** Edits by the API, in a session of its own. */
export async function editAs(
	{ wiki, title, context }: Pick<Attempt, 'title' | 'context'> & { wiki: Pick<Wiki, 'url'> }, account: { name: string; password: string }, text: string
): Promise<void> {
	const other = await ( context.browser() as NonNullable<ReturnType<BrowserContext[ 'browser' ]>> ).newContext();
	try {
		await logIn( other, wiki.url, account );
		const api = `${ wiki.url }/api.php`;
		const json = { format: 'json', formatversion: 2 };
		const tokens = await ( await other.request.get( api, { params: { action: 'query', meta: 'tokens', ...json } } ) ).json();
		await other.request.post( api, { form: { action: 'edit', title, text, token: tokens.query.tokens.csrftoken, ...json } } );
	} finally {
		await other.close();
	}
}

const existing = ( attempt: Attempt ): Promise<void> => editAs( attempt, ADMIN, `== First ==\nThe time has come\n\n== Second ==\n${ Math.random() }` );

const open = ( params: Record<string, string> ) => ( { page, wiki, title, off }: Attempt ): Promise<unknown> =>
	page.goto( `${ wiki.url }/index.php?${ new URLSearchParams( { title, ...params, ...off } ) }` );

const openSpecial = ( name: string, params: ( attempt: Attempt ) => Record<string, string> ) => ( attempt: Attempt ): Promise<unknown> =>
	open( { title: `Special:${ name }`, ...params( attempt ) } )( attempt );

const press = ( selector: string ) => ( { page }: Attempt ): Promise<unknown> => page.locator( selector ).first().click();

const write = async ( { page, text }: Attempt ): Promise<void> => page.locator( '#wpTextbox1' ).fill( text );

async function picture( page: Page ): Promise<Buffer> {
	const side = (): number => 20 + Math.floor( 500 * Math.random() );
	return page.screenshot( { clip: { x: 0, y: 0, width: side(), height: side() } } );
}

/** Lets a script of the page do something. */
const script = ( run: ( params: { title: string; text: string } ) => unknown ) => ( { page, title, text }: Attempt ): Promise<unknown> =>
	page.evaluate( run, { title, text } );

export const DOORS: Door[] = [
	{
		name: 'edit form',
		open: async ( attempt ) => {
			await open( { action: 'edit' } )( attempt );
			await write( attempt );
		},
		press: press( '#wpSave' ),
		author: authorOfText
	},
	{
		name: 'preview, then Save',
		open: async ( attempt ) => {
			await open( { action: 'edit' } )( attempt );
			await write( attempt );
			await Promise.all( [ attempt.page.waitForURL( /action=submit/ ), attempt.page.locator( '#wpPreview' ).click() ] );
		},
		press: press( '#wpSave' ),
		author: authorOfText
	},
	{
		name: 'section',
		prepare: existing,
		open: async ( attempt ) => {
			await open( { action: 'edit', section: '1' } )( attempt );
			await write( attempt );
		},
		press: press( '#wpSave' ),
		author: authorOfText
	},
	{
		name: 'undo',
		prepare: async ( attempt ) => {
			await editAs( attempt, BOB, attempt.text );
			await editAs( attempt, BOB, 'To talk of many things' );
		},
		open: async ( attempt ) => {
			await open( { action: 'history' } )( attempt );
			const address = await attempt.page.locator( '.mw-history-undo a' ).first().getAttribute( 'href' );
			await open( Object.fromEntries( new URL( String( address ), attempt.wiki.url ).searchParams ) )( attempt );
		},
		press: press( '#wpSave' ),
		author: authorOfText
	},
	{
		name: 'move',
		prepare: existing,
		open: async ( attempt ) => {
			await openSpecial( 'MovePage', ( { title } ) => ( { wpOldTitle: title } ) )( attempt );
			await attempt.page.locator( '[name="wpNewTitleMain"]' ).fill( `${ attempt.title } moved` );
		},
		press: press( '[name="wpMove"]' ),
		author: authorInLog( 'move' )
	},
	{
		name: 'delete',
		prepare: existing,
		open: open( { action: 'delete' } ),
		press: press( '#wpConfirmB button, button#wpConfirmB, input#wpConfirmB' ),
		author: authorInLog( 'delete' )
	},
	{
		name: 'protect',
		prepare: existing,
		open: async ( attempt ) => {
			await open( { action: 'protect' } )( attempt );
			await attempt.page.locator( '[name="mwProtect-reason"]' ).fill( 'Of shoes and ships' );
			await attempt.page.evaluate( () => {
				document.querySelectorAll<HTMLSelectElement>( '[name^="mwProtect-level-"]' ).forEach( ( select ) => {
					select.value = 'autoconfirmed';
				} );
			} );
		},
		press: press( '#mw-Protect-submit button, button#mw-Protect-submit, input#mw-Protect-submit, [name="mwProtect-submit"]' ),
		author: authorInLog( 'protect' )
	},
	{
		name: 'rollback',
		prepare: async ( attempt ) => {
			await editAs( attempt, ALICE, attempt.text );
			await editAs( attempt, BOB, 'And why the sea is boiling hot' );
		},
		open: open( { action: 'history' } ),
		press: press( '.mw-rollback-link a' ),
		author: authorOfText
	},
	{
		name: 'block',
		prepare: ( attempt ) => {
			attempt.title = `10.${ [ 1, 2, 3 ].map( () => Math.floor( 254 * Math.random() ) ).join( '.' ) }`;
			return Promise.resolve();
		},
		open: openSpecial( 'Block', ( { title } ) => ( { wpTarget: title, wpExpiry: 'infinite' } ) ),
		press: press( '#mw-content-text form button[type="submit"]' ),
		author: authorInLog( 'block', ( { title } ) => `User:${ title }` )
	},
	{
		name: 'upload',
		open: async ( attempt ) => {
			await openSpecial( 'Upload', () => ( {} ) )( attempt );
			await attempt.page.locator( '[name="wpUploadFile"]' ).setInputFiles( { name: 'Cat.png', mimeType: 'image/png', buffer: await picture( attempt.page ) } );
			await attempt.page.locator( '[name="wpDestFile"]' ).fill( `${ attempt.title }.png` );
		},
		press: press( '[name="wpUpload"]' ),
		author: authorInLog( 'upload', ( { title } ) => `File:${ title }.png` )
	},
	{
		name: 'watch star',
		prepare: existing,
		open: open( { useskin: 'vector' } ),
		press: press( '#ca-watch a' ),
		author: async ( { context, wiki, title } ) => {
			const answer = await context.request.get( `${ wiki.url }/api.php`, { params: {
				action: 'query', titles: title, prop: 'info', inprop: 'watched', meta: 'userinfo', format: 'json', formatversion: 2
			} } );
			const { pages, userinfo } = ( await answer.json() ).query;
			return pages[ 0 ].watched ? userinfo.name : null;
		}
	},
	{
		name: 'patrol',
		prepare: ( attempt ) => editAs( attempt, BOB, 'Whether pigs have wings' ),
		open: open( { useskin: 'vector' } ),
		press: press( '.patrollink a' ),
		author: authorInLog( 'patrol' )
	},
	{
		name: 'VisualEditor',
		isOfExtension: true,
		open: async ( attempt ) => {
			const { page, text } = attempt;
			await open( { veaction: 'edit' } )( attempt );
			await page.locator( '.ve-ce-documentNode[contenteditable="true"]' ).focus();
			await page.keyboard.type( text );
			await openSaveDialog( page );
			await page.locator( '.oo-ui-window-active .oo-ui-processDialog-actions-primary a' ).waitFor();
		},
		press: press( '.oo-ui-window-active .oo-ui-processDialog-actions-primary a' ),
		author: authorOfText
	},
	{
		name: 'DiscussionTools reply',
		isOfExtension: true,
		prepare: ( attempt ) => {
			attempt.title = `Talk:${ attempt.title }`;
			return editAs( attempt, BOB, '== Cabbages ==\nAnd kings? --[[User:Bob|Bob]] ([[User talk:Bob|talk]]) 12:00, 27 December 2025 (UTC)' );
		},
		open: async ( attempt ) => {
			const { page, text } = attempt;
			await open( {} )( attempt );
			await page.locator( '.ext-discussiontools-init-replybutton a, .ext-discussiontools-init-replylink-reply' ).first().click();
			await page.locator( '.ext-discussiontools-ui-replyWidget textarea:visible, .ext-discussiontools-ui-replyWidget [contenteditable="true"]' ).first().click();
			await page.keyboard.type( text );
		},
		press: press( '.ext-discussiontools-ui-replyWidget-actionsWrapper .oo-ui-flaggedElement-primary a' ),
		author: authorOfText
	},
	{
		name: '`mw.Api` edit',
		open: open( {} ),
		press: script( ( { title, text } ) => {
			new mw.Api().postWithToken( 'csrf', { action: 'edit', title, text } ).catch( () => {} );
		} ),
		author: authorOfText
	},
	{
		name: '`$.post` edit',
		open: open( {} ),
		press: script( ( { title, text } ) => {
			$.post( mw.util.wikiScript( 'api' ), { action: 'edit', title, text, token: mw.user.tokens.get( 'csrfToken' ), format: 'json' } );
		} ),
		author: authorOfText
	},
	{
		name: 'upload by `mw.Api`',
		open: async ( attempt ) => {
			await open( {} )( attempt );
			const bytes = [ ...await picture( attempt.page ) ];
			await attempt.page.evaluate( ( data ) => {
				Object.assign( window, { file: new File( [ new Uint8Array( data ) ], 'Cat.png', { type: 'image/png' } ) } );
			}, bytes );
		},
		press: script( ( { title } ) => {
			const { file } = window as unknown as { file: File };
			void mw.loader.using( 'mediawiki.api' ).then( () => new mw.Api().upload( file, { filename: `${ title }.png`, ignorewarnings: true } ).catch( () => {} ) );
		} ),
		author: authorInLog( 'upload', ( { title } ) => `File:${ title }.png` )
	}
];
