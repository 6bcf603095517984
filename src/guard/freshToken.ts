import { answerOf, createApi } from '../api/wiki';

/** Actions with a token of their own kind, and their kinds; all others take the csrf token. */
const KINDS: Partial<Record<string, string>> = {
	deleteglobalaccount: 'deleteglobalaccount',
	markpatrolled: 'patrol',
	patrol: 'patrol',
	rollback: 'rollback',
	setglobalaccountstatus: 'setglobalaccountstatus',
	unwatch: 'watch',
	userrights: 'userrights',
	watch: 'watch'
};

/**
 * Gets a token for an action. The page's own has been renewed by now.
 *
 * @param action of index.php or api.php
 * @return rejects if the wiki does not hand one out
 */
export function freshToken( action: string | null ): Promise<string> {
	const kind = KINDS[ String( action ) ];
	if ( !kind ) {
		return Promise.resolve( mw.user.tokens.get( 'csrfToken' ) );
	}
	const api = createApi();
	api.badToken( kind );
	return answerOf<string>( api.getToken( kind ) as unknown as mw.Api.AbortablePromise );
}
