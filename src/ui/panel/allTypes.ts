import { checkToken } from '../../api/checkToken';
import { tokenTypes, tokensOf } from '../../api/tokenTypes';
import { errorText } from '../../api/wiki';
import { msg } from '../messages';
import { accordion, button, message } from './codex';

/**
 * Checks a new token of every type that this wiki has, one after the other.
 */
export function allTypes(): JQuery {
	const progress = $( '<div>' ).attr( 'role', 'status' );
	const rows = $( '<tbody>' );
	const table = $( '<div>' ).addClass( 'cdx-table' ).append( $( '<table>' ).addClass( 'cdx-table__table' ).append(
		$( '<thead>' ).append( $( '<tr>' ).append( [ 'panel-type', 'panel-result' ].map( ( key ) => $( '<th>' ).attr( 'scope', 'col' ).text( msg( key ) ) ) ) ),
		rows
	) ).hide();

	/**
	 * @param types
	 * @param tokens by type
	 */
	function check( types: string[], tokens: Record<string, string> ): Promise<unknown> {
		rows.empty();
		table.show();
		return types.reduce( ( before: Promise<number>, type, index ) => before.then( ( valid ) => {
			progress.text( msg( 'panel-progress', index + 1, types.length ) );
			const token = tokens[ type ];
			const result = token ? checkToken( type, token ).then( ( answer ) => answer.result ) : Promise.resolve( 'none' );
			return result.then( ( name ) => {
				rows.append( $( '<tr>' ).append( $( '<td>' ).append( $( '<code>' ).text( type ) ), $( '<td>' ).text( msg( `panel-${ name }` ) ) ) );
				return valid + Number( name === 'valid' );
			} );
		} ), Promise.resolve( 0 ) ).then( ( valid ) => progress.text( msg( 'panel-progress-end', valid, types.length ) ) );
	}

	let busy = false;
	const start = button( msg( 'panel-check-all' ), () => {
		// Disabled, it would lose the focus.
		if ( busy ) {
			return;
		}
		busy = true;
		void tokenTypes().then( ( types ) => tokensOf( types ).then( ( tokens ) => check( types, tokens ) ) ).catch( ( error: unknown ) => {
			progress.empty().append( message( 'error', errorText( error ) ) );
		} ).then( () => {
			busy = false;
		} );
	} );
	return accordion( 'panel-types-heading', $( '<p>' ).text( msg( 'panel-types-intro' ) ), start, progress, table );
}
