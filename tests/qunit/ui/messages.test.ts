import en from '../../../src/i18n/en.json';
import qqq from '../../../src/i18n/qqq.json';

QUnit.module( 'ui/messages', () => {
	QUnit.test( 'every message is explained to its translators, with its parameters', ( assert ) => {
		assert.deepEqual( Object.keys( qqq ), Object.keys( en ) );
		const explained: Record<string, string> = { ...qqq } as unknown as Record<string, string>;
		for ( const [ key, text ] of Object.entries( en as unknown as Record<string, string> ) ) {
			for ( const [ parameter ] of text.matchAll( /\$\d/g ) ) {
				assert.true( explained[ key ]?.includes( parameter ), `${ key }: ${ parameter }` );
			}
		}
	} );
} );
