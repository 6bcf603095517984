import './dialog.css';

/** A question on the screen. */
interface Question {
	/** Resolves to the value of the button that was pressed; to '' where it was cancelled. */
	answer: Promise<string>;
	/** Adds a paragraph, and a list where there are items for one. */
	say( text: string, items?: string[] ): void;
}

/**
 * Asks, at once and before everything else on the page. Enter presses the last button, Escape
 * cancels.
 *
 * @param heading
 * @param paragraphs
 * @param buttons their labels by their values, the one that Enter presses last
 * @param isLight whether a press beside it cancels, too: not where a stray one would leave the
 *  reader wondering what became of their own
 */
export function ask( heading: string, paragraphs: string[], buttons: Record<string, string>, isLight = false ): Question {
	const dialog = document.createElement( 'dialog' );
	const values = Object.keys( buttons );
	const usual = values[ values.length - 1 ] as string;
	if ( !( 'showModal' in dialog ) ) {
		// Support: Safari < 15.4, Firefox < 98
		// eslint-disable-next-line no-alert
		return { answer: Promise.resolve( confirm( [ heading, ...paragraphs ].join( '\n\n' ) ) ? usual : '' ), say: () => {} };
	}
	// Live: what is lost in other tabs comes a little later.
	const text = $( '<div>' ).attr( { id: 'session-guard-text', 'aria-live': 'polite' } );
	const say = ( paragraph: string, items: string[] = [] ): void => {
		text.append( $( '<p>' ).text( paragraph ), items.length ? $( '<ul>' ).append( items.map( ( item ) => $( '<li>' ).text( item ) ) ) : $() );
	};
	paragraphs.forEach( ( paragraph ) => say( paragraph ) );
	const answer = new Promise<string>( ( resolve ) => {
		const close = ( value: string ): void => {
			dialog.close();
			dialog.remove();
			// Not by the event of the closing, which waits for the next frame: logging out does not.
			resolve( value );
		};
		$( dialog )
			.attr( {
				class: 'session-guard-dialog session-guard-question',
				'aria-labelledby': 'session-guard-heading',
				'aria-describedby': 'session-guard-text',
				dir: 'auto',
				// Support: not in Safari (https://webkit.org/b/284592), where Escape and the button cancel.
				closedby: isLight ? 'any' : null
			} )
			.append(
				$( '<h2>' ).attr( 'id', 'session-guard-heading' ).text( heading ),
				text,
				$( '<div>' ).attr( 'class', 'session-guard-answers' ).append( values.map( ( value ) => $( '<button>' )
					.attr( { value, autofocus: value === usual ? '' : null } )
					.text( buttons[ value ] as string )
					.on( 'click', () => close( value ) )
				) )
			)
			.on( 'keydown', ( event ) => {
				// The Enter that opened this, held down, is no answer. Beside the buttons, it is one.
				if ( event.key === 'Enter' && ( event.originalEvent as KeyboardEvent ).repeat ) {
					event.preventDefault();
				} else if ( event.key === 'Enter' && event.target === dialog ) {
					close( usual );
				}
			} )
			// Escape, or a press beside it.
			.on( 'close', () => close( '' ) )
			.appendTo( document.body );
	} );
	dialog.showModal();
	return { answer, say };
}
