/** Runs that come first and are not counted: caches fill, code is compiled. */
const WARM_UPS = 2;

let isTrial = false;

/** From now on everything is run once only: to see whether the bench works, not for figures. */
export function tryOut() {
	isTrial = true;
}

/**
 * @param {number} count of repetitions that a figure takes
 * @return {number} how many there shall be
 */
export function repetitions( count ) {
	return isTrial ? Math.ceil( count / 50 ) : count;
}

/**
 * Measures several things in turn, A B A B …, so that whatever else the machine does meets all of
 * them alike.
 *
 * @template {Record<string, () => Promise<any>>} V
 * @param {V} variants
 * @param {number} runs of each that count
 * @return {Promise<{ [K in keyof V]: Awaited<ReturnType<V[K]>>[] }>} what each run gave
 */
export async function interleave( variants, runs ) {
	/** @type {Record<string, any[]>} */
	const results = Object.fromEntries( Object.keys( variants ).map( ( name ) => [ name, [] ] ) );
	for ( let run = isTrial ? 0 : -WARM_UPS; run < repetitions( runs ); run++ ) {
		for ( const [ name, measure ] of Object.entries( variants ) ) {
			const result = await measure().catch( ( error ) => {
				throw new Error( `${ name }, run ${ run }: ${ error.message }`, { cause: error } );
			} );
			if ( run >= 0 ) {
				results[ name ]?.push( result );
			}
		}
		progress();
	}
	return /** @type {any} */ ( results );
}

/** Shows on the terminal that something goes on. */
export function progress() {
	process.stderr.write( '.' );
}
