/** Every csrf token that this page has had: its forms may hold an older one than `mw.user.tokens`. */
const known: string[] = [];

/** Forms of core's whose token is never salted: it differs from the page's where a second went by while the page was made. */
const NEVER_SALTED = '#editform, #movepage, #mw-upload-form';

/**
 * Whether a form's field holds this page's csrf token. What holds another value is none of our
 * business: the forms for deleting and protecting salt theirs.
 *
 * @param field
 */
export function isPageToken( field: HTMLInputElement ): boolean {
	const { value } = field;
	return value === mw.user.tokens.get( 'csrfToken' ) || known.includes( value ) || !!field.closest( NEVER_SALTED );
}

/**
 * Puts a token into every field that holds this page's; it is this page's then.
 *
 * @param token
 */
export function fillForms( token: string ): void {
	known.push( mw.user.tokens.get( 'csrfToken' ) );
	$<HTMLInputElement>( 'input[name="wpEditToken"]' ).each( ( _, field ) => {
		if ( isPageToken( field ) ) {
			field.value = token;
		}
	} );
}
