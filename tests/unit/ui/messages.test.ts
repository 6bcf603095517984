import main from 'i18n:main';
import more from 'i18n:more';
import panel from 'i18n:panel';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import en from '../../../src/i18n/en.json';
import qqq from '../../../src/i18n/qqq.json';
import { ROOT } from '../root.mjs';

const SOURCE = path.join( ROOT, 'src' );
const I18N = path.join( SOURCE, 'i18n' );

const english: Record<string, string> = Object.fromEntries( Object.entries( en ).filter( ( entry ): entry is [ string, string ] => typeof entry[ 1 ] === 'string' ) );

/** Every language but English, with the messages that are translated, and who did it. */
const TRANSLATIONS = readdirSync( I18N ).filter( ( file ) => !/^(en|qqq)\./.test( file ) ).map( ( file ) => {
	const { '@metadata': metadata, ...messages } = JSON.parse( readFileSync( path.join( I18N, file ), 'utf8' ) ) as Record<string, string> & { '@metadata'?: object };
	return { language: file.replace( '.json', '' ), metadata, messages };
} );

/** The parameters in a message. */
const parameters = ( text: string ): string[] => [ ...new Set( text.match( /\$\d/g ) ) ].sort();

QUnit.module( 'ui/messages', () => {
	QUnit.test( 'every message is explained to its translators, with its parameters', ( assert ) => {
		assert.deepEqual( Object.keys( qqq ), Object.keys( en ) );
		const explained: Record<string, unknown> = qqq;
		for ( const [ key, text ] of Object.entries( { ...main, ...more, ...panel } ) ) {
			for ( const [ parameter ] of text.matchAll( /\$\d/g ) ) {
				assert.true( String( explained[ key ] ).includes( parameter ), `${ key }: ${ parameter }` );
			}
		}
	} );

	QUnit.test( 'every message is in just one of the gadget’s pages', ( assert ) => {
		const ours = Object.keys( en ).filter( ( key ) => key.startsWith( 'session-guard-' ) );
		assert.deepEqual( [ ...Object.keys( main ), ...Object.keys( more ), ...Object.keys( panel ) ].sort(), ours.sort() );
	} );

	QUnit.test( 'every language: only messages that are there in English, with their parameters, as plain text', ( assert ) => {
		assert.true( TRANSLATIONS.length >= 22 );
		const wrong: string[] = [];
		for ( const { language, metadata, messages } of TRANSLATIONS ) {
			assert.true( metadata && 'authors' in metadata, `${ language } says who translated it` );
			for ( const [ key, text ] of Object.entries( messages ) ) {
				const original = english[ key ];
				if ( !original || String( parameters( text ) ) !== String( parameters( original ) ) || /<|\{\{|\[\[|^\s|\s$/.test( text ) ) {
					wrong.push( `${ language }: ${ key }` );
				}
			}
		}
		assert.deepEqual( wrong, [] );
	} );

	QUnit.test( 'no message is missing, and none is left that nobody uses', ( assert ) => {
		const files = readdirSync( SOURCE, { recursive: true, encoding: 'utf8' } ).filter( ( file ) => file.endsWith( '.ts' ) );
		const source = files.map( ( file ) => readFileSync( path.join( SOURCE, file ), 'utf8' ) ).join( '\n' );
		const keys = Object.keys( english ).filter( ( key ) => key.startsWith( 'session-guard-' ) ).map( ( key ) => key.replace( 'session-guard-', '' ) );
		const literals = new Set( [ ...source.matchAll( /'([a-z-]+)'/g ) ].map( ( [ , text ] ) => text ) );
		// What is put together: `state-${ … }`.
		const beginnings = [ ...source.matchAll( /`([a-z-]+-)\$\{/g ) ].map( ( [ , text ] ) => String( text ) );
		const isUsed = ( key: string ): boolean => literals.has( key ) || beginnings.some( ( beginning ) => key.startsWith( beginning ) );
		assert.deepEqual( keys.filter( ( key ) => !isUsed( key ) ), [] );
		const asked = [ ...source.matchAll( /(?:msg|button|field|accordion|checkbox)\( '([a-z-]+)'/g ) ].map( ( [ , key ] ) => String( key ) );
		assert.true( asked.length > 20 );
		assert.deepEqual( asked.filter( ( key ) => !keys.includes( key ) ), [] );
	} );
} );
