import { thisPage } from '../thisPage';
import { tokenField } from './fillForms';
import { freshToken } from './freshToken';

/**
 * Puts a fresh token into a form or a link of this page that has one of another kind than the page's:
 * salted with what it is for. A form's comes from the page itself, fetched anew.
 *
 * @param element the form's field, or the link
 * @return rejects if there is no fresh token
 */
export function renewOther( element: HTMLInputElement | HTMLAnchorElement ): Promise<void> {
	if ( element instanceof HTMLAnchorElement ) {
		const url = new URL( element.href );
		return freshToken( url.searchParams.get( 'action' ) ).then( ( token ) => {
			url.searchParams.set( 'token', token );
			element.href = url.href;
		} );
	}
	return Promise.resolve( $.ajax( thisPage(), { dataType: 'text' } ) ).then( ( html: string ) => {
		const again = new DOMParser().parseFromString( html, 'text/html' );
		const isTwin = ( field: HTMLInputElement ): boolean => field.name === element.name;
		const index = fieldsOf( document ).filter( isTwin ).indexOf( element );
		const twin = fieldsOf( again ).filter( isTwin )[ index ];
		if ( !twin ) {
			throw new Error( 'The page has no such form any more' );
		}
		element.value = twin.value;
	} );
}

/**
 * @param page
 * @return the fields with the tokens of all its forms
 */
function fieldsOf( page: Document ): HTMLInputElement[] {
	return $( page ).find<HTMLFormElement>( 'form' ).get().map( tokenField ).filter( ( field ) => field !== undefined );
}
