/**
 * Puts fresh tokens wherever this page holds the old ones: into `mw.user.tokens`, `mw.Api`, and
 * the fields of forms. A field with another value is somebody else's (the forms for deleting and
 * protecting salt their tokens), and stays as it is; but for the edit form, whose token is never
 * salted, and differs where a second went by while the page was made.
 *
 * @param tokens by the names that `mw.user.tokens` has for them
 */
export function renewTokens( tokens: Record<string, string> ): void {
	const old = mw.user.tokens.get( 'csrfToken' );
	mw.user.tokens.set( tokens );
	// mw.Api keeps copies of its own; without this, the next write of any script would fail first.
	const api = new mw.Api();
	Object.keys( tokens ).forEach( ( name ) => api.badToken( name.replace( 'Token', '' ) ) );
	$<HTMLInputElement>( 'input[name="wpEditToken"]' ).each( ( _, field ) => {
		if ( field.value === old || field.form?.id === 'editform' ) {
			field.value = tokens.csrfToken as string;
		}
	} );
}
