/** Every csrf token that this page has had: its forms may hold an older one than `mw.user.tokens`. */
const known: string[] = [];

/**
 * Whether a form's field holds this page's csrf token. What holds another value (the forms for
 * deleting and protecting salt theirs) is none of our business; but for the edit form, whose token
 * is never salted, and differs where a second went by while the page was made.
 *
 * @param field
 */
export function isPageToken( field: HTMLInputElement ): boolean {
	const { value, form } = field;
	return value === mw.user.tokens.get( 'csrfToken' ) || known.includes( value ) || !!form?.matches( '#editform' );
}

/**
 * Puts a token into every field that holds this page's.
 *
 * @param token
 */
export function fillForms( token: string ): void {
	$<HTMLInputElement>( 'input[name="wpEditToken"]' ).each( ( _, field ) => {
		if ( isPageToken( field ) ) {
			field.value = token;
		}
	} );
}

/**
 * Puts fresh tokens wherever this page holds the old ones: into `mw.user.tokens`, `mw.Api`, and
 * the fields of forms.
 *
 * @param tokens by the names that `mw.user.tokens` has for them
 */
export function renewTokens( tokens: Record<string, string> ): void {
	fillForms( tokens.csrfToken as string );
	known.push( mw.user.tokens.get( 'csrfToken' ) );
	mw.user.tokens.set( tokens );
	const api = new mw.Api();
	Object.keys( tokens ).forEach( ( name ) => {
		const type = name.replace( 'Token', '' );
		// mw.Api keeps what its instances fetch for all of them. This one has it at hand.
		api.get = () => $.Deferred().resolve( { query: { tokens: { [ `${ type }token` ]: tokens[ name ] } } } )
			.promise( { abort() {} } ) as ReturnType<typeof api.get>;
		api.badToken( type );
		void api.getToken( type );
	} );
}
