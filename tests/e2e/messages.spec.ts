import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';

const SOURCE = new URL( '../../src/', import.meta.url ).pathname;
const I18N = path.join( SOURCE, 'i18n' );

async function messagesOf( language: string ): Promise<Record<string, string>> {
	const { '@metadata': metadata, ...messages } = JSON.parse( await readFile( path.join( I18N, `${ language }.json` ), 'utf8' ) );
	expect( metadata, `${ language } says who translated it` ).toHaveProperty( 'authors' );
	return messages;
}

/** The parameters in a message. */
const parameters = ( text: string ): string[] => [ ...new Set( text.match( /\$\d/g ) ) ].sort();

test( 'every language: only messages that are there in English, with their parameters, as plain text', async () => {
	const english = await messagesOf( 'en' );
	const languages = ( await readdir( I18N ) ).map( ( file ) => file.replace( '.json', '' ) ).filter( ( language ) => ![ 'en', 'qqq' ].includes( language ) );
	expect( languages.length ).toBeGreaterThanOrEqual( 22 );
	const wrong: string[] = [];
	for ( const language of languages ) {
		for ( const [ key, text ] of Object.entries( await messagesOf( language ) ) ) {
			const original = english[ key ];
			if ( !original || String( parameters( text ) ) !== String( parameters( original ) ) || /<|\{\{|\[\[|^\s|\s$/.test( text ) ) {
				wrong.push( `${ language }: ${ key }` );
			}
		}
	}
	expect( wrong ).toEqual( [] );
} );

test( 'no message is missing, and none is left that nobody uses', async () => {
	const files = ( await readdir( SOURCE, { recursive: true } ) ).filter( ( file ) => file.endsWith( '.ts' ) );
	const source = ( await Promise.all( files.map( ( file ) => readFile( path.join( SOURCE, file ), 'utf8' ) ) ) ).join( '\n' );
	const keys = Object.keys( await messagesOf( 'en' ) ).filter( ( key ) => key.startsWith( 'session-guard-' ) ).map( ( key ) => key.replace( 'session-guard-', '' ) );
	const literals = new Set( [ ...source.matchAll( /'([a-z-]+)'/g ) ].map( ( [ , text ] ) => text ) );
	// What is put together: `state-${ … }`.
	const beginnings = [ ...source.matchAll( /`([a-z-]+-)\$\{/g ) ].map( ( [ , text ] ) => String( text ) );
	expect( keys.filter( ( key ) => !literals.has( key ) && !beginnings.some( ( beginning ) => key.startsWith( beginning ) ) ) ).toEqual( [] );
	const asked = [ ...source.matchAll( /(?:msg|button|field|accordion|checkbox)\( '([a-z-]+)'/g ) ].map( ( [ , key ] ) => String( key ) );
	expect( asked.length ).toBeGreaterThan( 20 );
	expect( asked.filter( ( key ) => !keys.includes( key ) ) ).toEqual( [] );
} );
