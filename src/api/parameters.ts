import { answerOf, createApi, insist, inWords } from './wiki';

/** A parameter of a module of the API. */
interface Parameter {
	name: string;
	/** The values that it may have, where it is one of several. */
	type?: unknown;
}

/**
 * Asks which parameters a module of this wiki's API has.
 *
 * @param module
 * @return rejects with an `ApiError`
 * @see https://www.mediawiki.org/wiki/API:Parameter_information
 */
export function parametersOf( module: string ): Promise<Parameter[]> {
	interface Answer {
		paraminfo?: { modules?: { parameters?: Parameter[] }[] };
	}
	return answerOf<Answer>( createApi( inWords() ).get( {
		action: 'paraminfo',
		modules: module
	} ) ).then( ( { paraminfo } ) => {
		const parameters = paraminfo?.modules?.[ 0 ]?.parameters;
		insist( Array.isArray( parameters ) );
		return parameters;
	} );
}
