import fc from 'fast-check';
import { covers, disprove, prove } from '../../../src/session/provenSpan';
import type { ProvenSpan } from '../../../src/session/provenSpan';

/** How far a server's clock may be off, in s: two of them differ by less than the margin. */
const SKEW = 2;

/** What happens in one browser, some seconds after what happened before. */
interface Happening {
	wait: number;
	/** Of the server that answers. */
	skew: number;
	what: 'lose' | 'load' | 'check';
	/** Which page checks. */
	page: number;
}

/** A page of this browser. */
interface Page {
	/** The step at which its token was issued, and when by its own word. */
	issued: number;
	stamp: number;
	/** Which secret signed it: they are counted. */
	secret: number;
	/** The span that it was checked into. */
	span: number;
}

const history = fc.array( fc.record( {
	// Mostly so soon that the servers' clocks can disagree about the order.
	wait: fc.oneof( { weight: 3, arbitrary: fc.nat( 2 ) }, { weight: 1, arbitrary: fc.nat( 20 ) } ),
	skew: fc.integer( { min: -SKEW, max: SKEW } ),
	what: fc.constantFrom( 'lose', 'load', 'load', 'check', 'check', 'check' ),
	page: fc.nat( 5 )
} ) as fc.Arbitrary<Happening>, { minLength: 3, maxLength: 40 } );

/**
 * Lives a history through, and looks after each step at what every page would conclude.
 *
 * @param happenings
 * @return the first wrong conclusion; null for none
 */
function wrongConclusion( happenings: Happening[] ): string | null {
	let now = 1000;
	let secret = 0;
	/** The step at which each secret was lost. */
	const lost: number[] = [];
	const pages: Page[] = [];
	let span: ProvenSpan | null = null;
	/** The step at which the span was last proven. */
	let proven = 0;
	for ( const [ step, { wait, skew, what, page: index } ] of happenings.entries() ) {
		now += wait;
		const stamp = now + skew;
		const page = pages[ index % ( pages.length || 1 ) ];
		if ( what === 'lose' ) {
			lost[ secret++ ] = step;
		} else if ( what === 'load' ) {
			pages.push( { issued: step, stamp, secret, span: 0 } );
		} else if ( page && page.secret === secret ) {
			span = prove( span, page.stamp, stamp );
			page.span = span.id;
			proven = step;
		} else if ( page ) {
			span = disprove( span, page.stamp );
			page.span = 0;
		}
		for ( const { stamp: token, secret: own, span: id, issued } of pages ) {
			if ( span && ( id === span.id || covers( span, token ) ) && issued <= proven && ( lost[ own ] ?? Infinity ) < proven ) {
				return `${ JSON.stringify( span ) } is said of a token of ${ issued }, dead at ${ lost[ own ] } and proven at ${ proven }`;
			}
		}
	}
	return null;
}

QUnit.module( 'session/provenSpan', () => {
	QUnit.test( 'draws no wrong conclusion from any history', ( assert ) => {
		fc.assert( fc.property( history, ( happenings ) => wrongConclusion( happenings ) === null ), { numRuns: 20000 } );
		assert.true( true );
	} );

	QUnit.test( 'and the right ones', ( assert ) => {
		const span = prove( null, 100, 200 );
		assert.true( covers( span, 150 ), 'a token from between' );
		assert.true( covers( span, 200 ) );
		assert.false( covers( span, 201 ), 'one that came later' );
		assert.false( covers( span, 103 ), 'one that may have come before, by another clock' );
		const longer = prove( span, 150, 400 );
		assert.propEqual( longer, { id: span.id, from: 100, until: 400 }, 'another’s check makes it longer' );
		assert.propEqual( prove( longer, 50, 500 ), { id: span.id, from: 50, until: 500 }, 'an older token’s in both ways' );
		const newer = prove( longer, 420, 500 );
		assert.propContains( newer, { from: 420, until: 500 }, 'a newer token says nothing of the secret before' );
		assert.notStrictEqual( newer.id, span.id );
		assert.strictEqual( disprove( longer, 300 ), null );
		assert.strictEqual( disprove( longer, 40 ), longer, 'that an older token is dead was known' );
	} );
} );
