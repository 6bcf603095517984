import main from 'i18n:main';
import more from 'i18n:more';
import panel from 'i18n:panel';
import en from '../../../src/i18n/en.json';
import qqq from '../../../src/i18n/qqq.json';

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
} );
