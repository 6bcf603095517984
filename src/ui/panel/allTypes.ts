import { checkToken } from '../../api/checkToken';
import { tokenTypes, tokensOf } from '../../api/tokenTypes';
import { inWords } from '../../api/wiki';
import { msg } from '../messages';
import { accordion, button } from './codex';
import { failure } from './failure';

/**
 * Checks a new token of every type that this wiki has, one after the other.
 *
 * @param user whose tokens: nobody else's
 */
export function allTypes( user: string ): JQuery {
	const progress = $( '<div>' ).attr( { role: 'status', class: 'session-guard-answer' } );
	const rows = $( '<tbody>' );
	const table = $( '<div>' ).addClass( 'cdx-table' ).append( $( '<table>' ).addClass( 'cdx-table__table' ).append(
		$( '<thead>' ).append( $( '<tr>' ).append( [ 'panel-type', 'panel-result' ].map( ( key ) => $( '<th>' ).attr( 'scope', 'col' ).text( msg( key ) ) ) ) ),
		rows
	) ).hide();

	/**
	 * @param types
	 * @param tokens by the API's names for them
	 */
	function check( types: string[], tokens: Record<string, string> ): Promise<unknown> {
		rows.empty();
		table.show();
		return types.reduce( ( before: Promise<number>, type, index ) => before.then( ( valid ) => {
			progress.text( msg( 'panel-progress', index + 1, types.length ) );
			const token = tokens[ `${ type }token` ];
			const result = token ? checkToken( type, token, Object.assign( inWords(), { assertuser: user } ) ).then( ( answer ) => answer.result ) : Promise.resolve( 'none' );
			return result.then( ( name ) => {
				rows.append( $( '<tr>' ).append( $( '<td>' ).text( type ), $( '<td>' ).text( msg( `panel-${ name }` ) ) ) );
				return valid + Number( name === 'valid' );
			} );
		} ), Promise.resolve( 0 ) ).then( ( valid ) => progress.text( msg( 'panel-progress-end', valid, types.length, user ) ) );
	}

	let busy = false;
	const start = button( msg( 'panel-check-all' ), () => {
		// Disabled, it would lose the focus.
		if ( busy ) {
			return;
		}
		busy = true;
		void tokenTypes().then(
			( types ) => tokensOf( types, user ).then( ( tokens ) => check( types, tokens ) )
		).catch( ( error: unknown ) => {
			progress.empty().append( failure( error, user ) );
		} ).then( () => {
			busy = false;
		} );
	} );
	return accordion( 'panel-types-heading', $( '<p>' ).text( msg( 'panel-types-intro' ) ), start, progress, table );
}
