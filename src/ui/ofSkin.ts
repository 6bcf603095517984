/**
 * Whether an element is in the content of a page, or in what MultimediaViewer shows of it: there,
 * anybody may have written it, with any id and any class.
 *
 * @param element
 */
export function isContent( element: Element ): boolean {
	return !!element.closest( '#content, .mw-body, .mw-mmv-wrapper' );
}

/**
 * Finds what the skin has put on the page.
 *
 * @param selector
 * @return the first such element that is not in the content
 */
export function ofSkin( selector: string ): HTMLElement | undefined {
	// Not `$( selector )`, which finds one element of an id only.
	return $( document ).find( selector ).get().find( ( element ) => !isContent( element ) );
}
