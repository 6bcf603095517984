/** The part of VisualEditor that we read while it is open. */
interface VisualEditor {
	init: { target: { getSurface(): { getModel(): { hasBeenModified(): boolean } } } };
}

/** Where people write what leaving the page would lose: forms that post, and DiscussionTools' replies. */
const FIELDS = 'form[method="post"] textarea, form[method="post"] input[type="text"], .ext-discussiontools-ui-replyWidget textarea';

/**
 * Whether this page holds unsaved text: in a form, in an editor that replaces its text field, or in
 * VisualEditor.
 *
 * @see resources/src/mediawiki.action/mediawiki.action.edit.editWarning.js in MediaWiki
 */
export function hasUnsavedText(): boolean {
	return isEditedVisually() ||
		// A preview or an edit conflict: everything in it is unsaved.
		mw.config.get( 'wgAction' ) === 'submit' ||
		$<HTMLInputElement>( FIELDS ).get().some( ( field ) => contents( field ) !== field.defaultValue );
}

/**
 * @param field
 */
function contents( field: HTMLInputElement ): string {
	// CodeMirror and its like fill the field only when the form is sent.
	return field.id === 'wpTextbox1' && 'textSelection' in $.fn ? $( field ).textSelection( 'getContents' ) : field.value;
}

/** Whether VisualEditor is open, and has something in it. */
function isEditedVisually(): boolean {
	try {
		return ( window as unknown as { ve: VisualEditor } ).ve.init.target.getSurface().getModel().hasBeenModified();
	} catch {
		return false;
	}
}
