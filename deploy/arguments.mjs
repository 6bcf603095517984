import { parseArgs } from 'node:util';
import { Trouble } from './trouble.mjs';

const SEE_HELP = 'See --help; never pass credentials as arguments.';

/**
 * Reads the command line of a script. With `--help` or `-h`, prints the help instead.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} T
 * @param {string} help
 * @param {T} options that it takes besides `--help`
 * @param {{ args?: string[], positionals?: boolean }} [also] `args` of the process unless told;
 *  `positionals`: whether it takes arguments that are no options
 * @return {ReturnType<typeof parseArgs<{ options: T, allowPositionals: true }>> | undefined} nothing where
 *  the help was printed
 * @throws {Trouble} for an option that it does not take, or that npm has kept for itself; what might be a
 *  secret is not repeated
 */
export function readArguments( help, options, { args = process.argv.slice( 2 ), positionals = false } = {} ) {
	refuseSwallowed( Object.keys( options ), args );
	const config = { args, options: { ...options, help: /** @type {const} */ ( { type: 'boolean', short: 'h' } ) }, allowPositionals: true };
	const { tokens, ...loose } = parseArgs( { ...config, strict: false, tokens: true } );
	if ( loose.values.help ) {
		console.log( help );
		return undefined;
	}
	const unknown = tokens.find( ( token ) => token.kind === 'option' && !( token.name in config.options ) );
	if ( unknown?.kind === 'option' ) {
		throw new Trouble( `Unknown option ${ unknown.rawName }. ${ SEE_HELP }` );
	}
	if ( loose.positionals.length && !positionals ) {
		throw new Trouble( `Unexpected argument. ${ SEE_HELP }` );
	}
	try {
		return /** @type {any} */ ( parseArgs( config ) );
	} catch ( error ) {
		// A value that is missing, or one too many: it names the option alone.
		throw new Trouble( `${ String( error instanceof Error ? error.message : error ).split( '\n' )[ 0 ] }. ${ SEE_HELP }` );
	}
}

/**
 * Without ` -- `, npm takes options for its own and runs the script without them.
 *
 * @param {string[]} names of the script’s options
 * @param {string[]} args that have reached it
 * @return {void}
 * @throws {Trouble} where npm has kept one
 */
function refuseSwallowed( names, args ) {
	const { npm_lifecycle_event: event, npm_lifecycle_script: script, ...env } = process.env;
	const kept = names.filter( ( name ) => env[ `npm_config_${ name.replaceAll( '-', '_' ) }` ] && !args.some( ( arg ) => arg.split( '=' )[ 0 ] === `--${ name }` ) );
	if ( event && kept.length ) {
		const all = kept.map( ( name ) => `--${ name }` ).join( ' ' );
		throw new Trouble( `npm kept ${ all } for itself, so nothing was done. Put -- before the options: npm ${ [ 'start', 'test' ].includes( event ) ? '' : 'run ' }${ event } -- ${ all } (if it is set in your .npmrc: ${ script }).` );
	}
}
