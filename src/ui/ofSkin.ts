/**
 * Whether an element is in the content of a page, where anybody may have written it, with any id and
 * any class.
 *
 * @param element
 */
export function isContent( element: Element ): boolean {
	return !!element.closest( '#content, .mw-body' );
}

/**
 * Finds what the skin has put on the page.
 *
 * @param selector
 * @return the first such element that is not in the content
 */
export function ofSkin( selector: string ): HTMLElement | undefined {
	return $( selector ).get().find( ( element ) => !isContent( element ) );
}
