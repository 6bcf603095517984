/**
 * Something that was measured, beside what it is compared with.
 *
 * @typedef {Object} Figure
 * @property {string} what
 * @property {string} unit
 * @property {number[]} samples one of each run
 * @property {{ what: string, samples: number[] }} [beside] the comparison, from the same runs
 * @property {Budget} [budget]
 */

/**
 * At most: so much, or so many times the comparison.
 *
 * @typedef {{ value: number } | { ratio: number }} Budget
 */

/**
 * Figures that belong together.
 *
 * @typedef {Object} Group
 * @property {string} title
 * @property {string[]} how they were measured, and what they mean: a sentence or two each
 * @property {Figure[]} figures
 */

/**
 * @param {number[]} samples
 * @return {{ low: number, median: number, high: number }} the median, and the quartiles around it
 * @throws {Error} where something was not measured: silence is no figure
 */
export function summary( samples ) {
	if ( !samples.length || !samples.every( ( sample ) => Number.isFinite( sample ) && sample >= 0 ) ) {
		throw new Error( `Not measured: [${ samples }]` );
	}
	const sorted = [ ...samples ].sort( ( a, b ) => a - b );
	/** @param {number} part */
	const quantile = ( part ) => {
		const at = part * ( sorted.length - 1 );
		const below = Number( sorted[ Math.floor( at ) ] );
		return below + ( at % 1 ) * ( Number( sorted[ Math.ceil( at ) ] ) - below );
	};
	return { low: quantile( 0.25 ), median: quantile( 0.5 ), high: quantile( 0.75 ) };
}

/**
 * @param {Figure} figure
 * @return {number | null} how many times the comparison it is; null where there is none, or it is 0
 */
export function ratioOf( { samples, beside } ) {
	return beside && summary( beside.samples ).median ? summary( samples ).median / summary( beside.samples ).median : null;
}

/**
 * @param {Figure} figure
 * @return {boolean | null} whether it keeps to its budget; null where it has none
 */
export function isMet( figure ) {
	const { budget, samples } = figure;
	if ( !budget ) {
		return null;
	}
	return 'value' in budget ? summary( samples ).median <= budget.value : Number( ratioOf( figure ) ?? NaN ) <= budget.ratio;
}
