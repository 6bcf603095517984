/**
 * Waits for QUnit to run its tests, here or in a page, and tells of each by the global function
 * `reportTest`. It uses nothing of this file: a page gets it as text.
 *
 * @return {Promise<number[]>} how many passed and how many failed
 */
export function runEnd() {
	return new Promise( ( resolve ) => {
		QUnit.on( 'error', ( error ) => {
			throw error;
		} );
		QUnit.on( 'testEnd', ( test ) => globalThis.reportTest( {
			name: test.fullName.join( ' › ' ),
			status: test.status,
			errors: test.errors.map( ( { message, actual, expected, stack } ) => `${ message ?? '' }
   expected ${ JSON.stringify( expected ) }, got ${ JSON.stringify( actual ) }
${ stack ?? '' }` )
		} ) );
		QUnit.on( 'runEnd', ( { testCounts } ) => resolve( [ testCounts.passed, testCounts.failed ] ) );
	} );
}

/**
 * Tells of a finished test on the terminal.
 *
 * @param {TestReport} test
 */
export function reportTest( { name, status, errors } ) {
	console.log( `  ${ status === 'passed' ? '✓' : '✘' } ${ name }` );
	errors.forEach( ( error ) => console.log( error.replace( /^/gm, '      ' ) ) );
}
