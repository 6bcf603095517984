import { isMet, ratioOf, summary } from './figures.mjs';

/**
 * All that was measured.
 *
 * @typedef {Object} Report
 * @property {string} date
 * @property {number} minutes that it took
 * @property {Record<string, string>} machine
 * @property {import('./figures.mjs').Group[]} groups
 */

/** The figures that the README shows; docs/bench.md has all. */
const IN_README = [ 'every page view', 'a day with 20 tabs', 'published under an IP address or another name' ];

const HEAD = [ 'figure', 'measured', 'beside it', 'ratio', 'budget', 'kept' ];

/**
 * @param {Report} report
 * @return {string} for the terminal
 */
export function table( { groups } ) {
	return groups.filter( ( { figures } ) => figures.length ).map( ( { title, figures } ) => {
		const rows = [ HEAD, ...figures.map( cells ) ];
		const widths = HEAD.map( ( _, column ) => Math.max( ...rows.map( ( row ) => String( row[ column ] ).length ) ) );
		return [ `\n${ title }`, ...rows.map( ( row ) => row.map( ( cell, column ) => cell.padEnd( Number( widths[ column ] ) ) ).join( '  ' ).trimEnd() ) ].join( '\n' );
	} ).join( '\n' );
}

/**
 * @param {Report} report
 * @return {string} docs/bench.md
 */
export function markdown( { date, minutes, machine, groups } ) {
	/** @param {string[]} row */
	const line = ( row ) => `| ${ row.join( ' | ' ) } |`;
	const missed = aboveBudget( groups );
	return [
		'# What it costs',
		'',
		`Made by \`npm run bench\` on ${ date }, in ${ minutes } minutes: a real MediaWiki, a real browser. Each figure is the median of its runs, with the`,
		'quartiles in brackets; what stands beside it was measured in the same run, in turn with it (A B A B …), the first two rounds not counted.',
		'Alice has the gadget, Bob has not: “MediaWiki alone” is what Bob sees. Absolute times hold for this machine; trust the ratios.',
		'',
		...Object.entries( machine ).map( ( [ what, which ] ) => `* ${ what }: ${ which }` ),
		'',
		missed.length ? `**Above budget:** ${ missed.join( '; ' ) }.` : 'Everything keeps to its budget.',
		...groups.flatMap( ( { title, how, figures } ) => [
			'', `## ${ title }`, '', ...how,
			...( figures.length ? [ '', line( HEAD ), line( HEAD.map( () => '---' ) ), ...figures.map( ( figure ) => line( cells( figure ) ) ) ] : [] )
		] ),
		''
	].join( '\n' );
}

/**
 * @param {string} text of the README
 * @param {Report} report
 * @return {string} the same, with three of this report’s figures between its marks
 */
export function withFigures( text, { groups } ) {
	const rows = groups.flatMap( ( { figures } ) => figures ).filter( ( { what } ) => IN_README.includes( what ) )
		.map( ( figure ) => cells( figure ) ).map( ( [ what, measured, beside, ratio ] ) => `| ${ [ what, measured, beside, ratio ].join( ' | ' ) } |` );
	return text.replace( /(<!-- figures[^>]*-->)[^]*?(<!-- \/figures -->)/, ( _, start, end ) => [
		start, `| ${ HEAD.slice( 0, 4 ).join( ' | ' ) } |`, '| --- | --- | --- | --- |', ...rows, end
	].join( '\n' ) );
}

/**
 * @param {import('./figures.mjs').Group[]} groups
 * @return {string[]} what is above its budget
 */
export function aboveBudget( groups ) {
	return groups.flatMap( ( { figures } ) => figures ).filter( ( figure ) => isMet( figure ) === false ).map( ( { what } ) => what );
}

/**
 * @param {import('./figures.mjs').Figure} figure
 * @return {string[]} as in {@link HEAD}
 */
function cells( figure ) {
	const { what, unit, samples, beside, budget } = figure;
	const ratio = ratioOf( figure );
	return [
		what,
		inWords( samples, unit ),
		beside ? `${ inWords( beside.samples, unit ) }: ${ beside.what }` : '',
		ratio === null ? '' : `${ rounded( ratio ) } ×`,
		!budget ? '' : 'ratio' in budget ? `${ budget.ratio } ×` : inWords( [ budget.value ], unit ),
		{ true: 'yes', false: '**NO**', null: '' }[ String( isMet( figure ) ) ] ?? ''
	];
}

/**
 * @param {number[]} samples
 * @param {string} unit
 * @return {string}
 */
function inWords( samples, unit ) {
	const { low, median, high } = summary( samples );
	return `${ rounded( median ) }${ unit && ` ${ unit }` }${ samples.length > 1 ? ` (${ rounded( low ) }–${ rounded( high ) })` : '' }`;
}

/**
 * @param {number} value
 * @return {string} with three digits that count; whole numbers whole
 */
function rounded( value ) {
	return Number.isInteger( value ) ? String( value ) : String( Number( value.toPrecision( 3 ) ) );
}
