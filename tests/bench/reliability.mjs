import { readFile } from 'node:fs/promises';

const TABLE = new URL( '../../docs/faults.md', import.meta.url );

/** What became of a Save, by what stands in docs/faults.md, the most particular first. */
const OUTCOMES = /** @type {const} */ ( [
	[ 'published under an IP address or another name', /publishes it under/ ],
	[ 'saved at the first Save', /^saved at the first/ ],
	[ 'held, and said why', /^Save held/ ],
	[ 'not saved at first, text kept', /text kept|Back brings/ ],
	[ 'not known, or failed', /./ ]
] );

/**
 * What becomes of a Save when something goes wrong: counted, not run again.
 *
 * @return {Promise<import('./figures.mjs').Group>}
 */
export async function reliability() {
	const [ situations = '', doors = '' ] = ( await readFile( TABLE, 'utf8' ) ).split( '\n## ' );
	const passages = doors.split( '\n' ).filter( ( line ) => /^\| (?!---|Door )/.test( line ) ).map( ( line ) => line.split( ' | ' ) );
	const published = passages.flatMap( ( [ , , ...alone ] ) => alone ).filter( ( cell ) => cell.includes( '**' ) ).length;
	const rows = situations.split( '\n' )
		.map( ( line ) => /^\| (.*) \| (.*) \| (.*) \|$/.exec( line )?.slice( 2 ) ?? [] )
		.filter( ( [ ours ] ) => ours && !/^(---|With SessionGuard)/.test( ours ) );
	if ( !rows.length ) {
		throw new Error( 'docs/faults.md has no table: npm run faults writes it.' );
	}
	const count = ( /** @type {number} */ column ) => {
		/** @type {Record<string, number>} */
		const counts = {};
		for ( const row of rows ) {
			const [ outcome = '' ] = OUTCOMES.find( ( [ , pattern ] ) => pattern.test( String( row[ column ] ) ) ) ?? [];
			counts[ outcome ] = ( counts[ outcome ] ?? 0 ) + 1;
		}
		return counts;
	};
	const [ ours, alone ] = [ count( 0 ), count( 1 ) ];
	return {
		title: 'Reliability',
		how: [
			`The ${ rows.length } situations of [the fault matrix](faults.md), which \`npm run faults\` lives through with the gadget and without: what became of the Save.`
		],
		figures: [ ...OUTCOMES.flatMap( ( [ outcome ] ) => ours[ outcome ] || alone[ outcome ] ? [ outcome ] : [] ).map( ( outcome ) => ( {
			what: outcome,
			unit: `of ${ rows.length }`,
			samples: [ ours[ outcome ] ?? 0 ],
			beside: { what: 'MediaWiki alone', samples: [ alone[ outcome ] ?? 0 ] },
			...( /published|failed/.test( outcome ) && { budget: { value: 0 } } )
		} ) ), {
			what: 'the same, at every door: a form, VisualEditor, a gadget’s request …',
			unit: `of ${ passages.length * 4 }`,
			samples: [ passages.filter( ( [ , ours = '' ] ) => ours.includes( '**' ) ).length ],
			beside: { what: 'MediaWiki alone', samples: [ published ] },
			budget: { value: 0 }
		} ]
	};
}
