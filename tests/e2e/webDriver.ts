/** Its name for an element, in what it sends and takes. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

type Element = Record<typeof ELEMENT, string>;

/** Its names for keys. */
export const KEYS = { Enter: '\uE007', Escape: '\uE00C' };

/** One browser, and what it does when told. Every one of these rejects with the driver's own words. */
export interface Tab {
	goto( url: string ): Promise<unknown>;
	url(): Promise<string>;
	back(): Promise<unknown>;
	/** Runs in the page, with what `args` are as JSON. */
	evaluate<T, A extends unknown[]>( run: ( ...args: A ) => T, ...args: A ): Promise<T>;
	/** Clicks as the reader's pointer does: on whatever lies there. */
	click( selector: string ): Promise<unknown>;
	/** Types into an element. */
	type( selector: string, text: string ): Promise<unknown>;
	/** Presses a key, wherever the focus is. */
	press( key: string ): Promise<unknown>;
	/** Moves the pointer. */
	move( x: number, y: number ): Promise<unknown>;
	/** @param cookies of this page's host */
	setCookies( cookies: { name: string; value: string }[] ): Promise<unknown>;
	deleteCookie( name: string ): Promise<unknown>;
	/** @return the windows that are open, the current one among them */
	windows(): Promise<string[]>;
	/** Goes to another window, or a new one. */
	switchTo( window: string ): Promise<unknown>;
	open(): Promise<string>;
	quit(): Promise<unknown>;
}

/**
 * Opens a browser by WebDriver, whose commands are requests. What drives WebKit in other ways than
 * Playwright needs a newer Node than this project; we need a dozen commands.
 *
 * @param driver its address
 * @see https://www.w3.org/TR/webdriver2/
 */
export async function openBrowser( driver: string ): Promise<Tab> {
	async function send<T>( method: string, path: string, body?: object ): Promise<T> {
		const answer = await fetch( driver + path, { method, ...( body && { body: JSON.stringify( body ) } ) } );
		const { value } = await answer.json() as { value: T & { error?: string; message?: string } };
		if ( !answer.ok ) {
			throw new Error( `${ path }: ${ value.error } ${ value.message }` );
		}
		return value;
	}
	const { sessionId } = await send<{ sessionId: string }>( 'POST', '/session', { capabilities: {} } );
	const command = <T>( path: string, body: object = {} ): Promise<T> => send( 'POST', `/session/${ sessionId }${ path }`, body );
	const ask = <T>( path: string ): Promise<T> => send( 'GET', `/session/${ sessionId }${ path }` );
	const find = async ( selector: string ): Promise<string> =>
		( await command<Element>( '/element', { using: 'css selector', value: selector } ) )[ ELEMENT ];
	const act = ( type: string, actions: object[] ): Promise<unknown> => command( '/actions', { actions: [ { type, id: type, actions } ] } );
	return {
		goto: ( url ) => command( '/url', { url } ),
		url: () => ask( '/url' ),
		back: () => command( '/back' ),
		evaluate: ( run, ...args ) => command( '/execute/sync', { script: `return ( ${ run } )( ...arguments )`, args } ),
		click: async ( selector ) => command( `/element/${ await find( selector ) }/click` ),
		type: async ( selector, text ) => command( `/element/${ await find( selector ) }/value`, { text } ),
		press: ( value ) => act( 'key', [ { type: 'keyDown', value }, { type: 'keyUp', value } ] ),
		move: ( x, y ) => act( 'pointer', [ { type: 'pointerMove', x, y } ] ),
		setCookies: async ( cookies ) => {
			for ( const { name, value } of cookies ) {
				await command( '/cookie', { cookie: { name, value, path: '/', httpOnly: true } } );
			}
		},
		deleteCookie: ( name ) => send( 'DELETE', `/session/${ sessionId }/cookie/${ name }` ),
		windows: () => ask( '/window/handles' ),
		switchTo: ( handle ) => command( '/window', { handle } ),
		open: async () => ( await command<{ handle: string }>( '/window/new', { type: 'window' } ) ).handle,
		quit: () => send( 'DELETE', `/session/${ sessionId }` )
	};
}
