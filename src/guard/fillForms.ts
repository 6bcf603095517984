import { issuedAt } from '../session/csrfToken';

/** Every csrf token that this page has had before the one in `mw.user.tokens`. */
const former: string[] = [];

/** Forms of core's whose token is never salted: it differs from the page's if a second went by while the page was made. */
const NEVER_SALTED = '#editform, #movepage, #mw-upload-form';

/**
 * @param form
 * @return the field with the form's token, whatever its kind; none where it would get into an address: Extension:InputBox
 *  lets anybody write such a form, with any id and any value
 */
export function tokenField( form: HTMLFormElement ): HTMLInputElement | undefined {
	if ( !form.matches( '[method="post" i]' ) ) {
		return undefined;
	}
	// Core's has a name, whatever another script has made of its value.
	return form.querySelector<HTMLInputElement>( 'input[name="wpEditToken"]' ) ||
		$( form ).find<HTMLInputElement>( 'input[type="hidden"]' ).get().find( ( { value } ) => issuedAt( value ) );
}

/**
 * @param token that some script of this page has
 * @return the page's csrf token, if that is what this was once; else the same
 */
export function currentToken( token: string ): string {
	return former.includes( token ) ? mw.user.tokens.get( 'csrfToken' ) : token;
}

/** How often the page's tokens have been renewed: with each, those of other kinds have died, too. */
export function renewals(): number {
	return former.length;
}

/**
 * Whether a form's field holds this page's csrf token. Others are salted with what the form is for.
 *
 * @param field
 */
export function isPageToken( field: HTMLInputElement ): boolean {
	const { value } = field;
	return value === mw.user.tokens.get( 'csrfToken' ) || former.includes( value ) || !!field.closest( NEVER_SALTED );
}

/**
 * Puts a token into every form that has this page's; it is this page's then.
 *
 * @param token the page's own unless given
 */
export function fillForms( token = mw.user.tokens.get( 'csrfToken' ) ): void {
	const old = mw.user.tokens.get( 'csrfToken' );
	for ( const form of document.forms ) {
		const field = tokenField( form );
		if ( field && isPageToken( field ) ) {
			field.value = token;
		}
	}
	if ( token !== old ) {
		former.push( old );
	}
}
