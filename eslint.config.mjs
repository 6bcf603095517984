import stylistic from '@stylistic/eslint-plugin';
import compat from 'eslint-plugin-compat';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import jsdoc from 'eslint-plugin-jsdoc';
import noJquery from 'eslint-plugin-no-jquery';
import tseslint from 'typescript-eslint';

/**
 * Wikimedia's code style. eslint-config-wikimedia itself stands at ESLint 8, which is past its end
 * of life: docs/adr/0001-lint.md.
 */
const wikimediaStyle = {
	plugins: { '@stylistic': stylistic },
	rules: {
		'@stylistic/array-bracket-spacing': [ 'error', 'always' ],
		'@stylistic/arrow-parens': [ 'error', 'always' ],
		'@stylistic/arrow-spacing': 'error',
		'@stylistic/block-spacing': 'error',
		'@stylistic/brace-style': [ 'error', '1tbs' ],
		'@stylistic/comma-dangle': [ 'error', 'never' ],
		'@stylistic/comma-spacing': 'error',
		'@stylistic/comma-style': 'error',
		'@stylistic/computed-property-spacing': [ 'error', 'always' ],
		'@stylistic/dot-location': [ 'error', 'property' ],
		'@stylistic/eol-last': 'error',
		'@stylistic/function-call-spacing': 'error',
		'@stylistic/indent': [ 'error', 'tab', { SwitchCase: 1 } ],
		'@stylistic/key-spacing': 'error',
		'@stylistic/keyword-spacing': 'error',
		'@stylistic/linebreak-style': 'error',
		// What people read in a line of its own may be as long as it is.
		'@stylistic/max-len': [ 'error', {
			code: 140, tabWidth: 4, ignoreUrls: true, ignoreRegExpLiterals: true, ignoreStrings: true, ignoreTemplateLiterals: true
		} ],
		'@stylistic/member-delimiter-style': 'error',
		'@stylistic/new-parens': 'error',
		'@stylistic/no-extra-semi': 'error',
		'@stylistic/no-mixed-spaces-and-tabs': 'error',
		'@stylistic/no-multi-spaces': 'error',
		'@stylistic/no-multiple-empty-lines': [ 'error', { max: 1, maxBOF: 0, maxEOF: 0 } ],
		'@stylistic/no-trailing-spaces': 'error',
		'@stylistic/no-whitespace-before-property': 'error',
		'@stylistic/object-curly-spacing': [ 'error', 'always' ],
		'@stylistic/operator-linebreak': [ 'error', 'after' ],
		'@stylistic/quote-props': [ 'error', 'as-needed' ],
		'@stylistic/quotes': [ 'error', 'single', { avoidEscape: true } ],
		'@stylistic/semi': 'error',
		'@stylistic/semi-spacing': 'error',
		'@stylistic/space-before-blocks': 'error',
		'@stylistic/space-before-function-paren': [ 'error', { anonymous: 'always', named: 'never', asyncArrow: 'always' } ],
		'@stylistic/space-in-parens': [ 'error', 'always', { exceptions: [ 'empty' ] } ],
		'@stylistic/space-infix-ops': 'error',
		'@stylistic/space-unary-ops': 'error',
		'@stylistic/spaced-comment': 'error',
		'@stylistic/template-curly-spacing': [ 'error', 'always' ],
		'@stylistic/type-annotation-spacing': 'error',
		'array-callback-return': 'error',
		curly: 'error',
		'dot-notation': 'error',
		eqeqeq: 'error',
		'no-alert': 'error',
		'no-console': 'error',
		'no-eval': 'error',
		'no-extend-native': 'error',
		'no-implicit-coercion': [ 'error', { allow: [ '!!' ] } ],
		'no-implied-eval': 'error',
		'no-loop-func': 'error',
		'no-new-func': 'error',
		'no-return-assign': 'error',
		'no-self-compare': 'error',
		'no-sequences': 'error',
		'no-throw-literal': 'error',
		'no-unneeded-ternary': 'error',
		'no-unused-expressions': 'error',
		'no-useless-call': 'error',
		'no-useless-concat': 'error',
		'no-var': 'error',
		'one-var': [ 'error', 'never' ],
		'prefer-const': 'error',
		'prefer-rest-params': 'error',
		'prefer-spread': 'error',
		yoda: 'error'
	}
};

/** The folders of `src/`: each may import from itself and from those before it. */
const LAYERS = [ 'api', 'session', 'guard', 'ui', 'entries' ];

/** Straight arrows: no circle between files, and nothing imports from a later folder. */
const straightArrows = {
	plugins: { 'import-x': importX },
	settings: { 'import-x/resolver-next': [ createNodeResolver( { extensions: [ '.ts', '.d.ts' ] } ) ], 'import-x/parsers': { '@typescript-eslint/parser': [ '.ts' ] } },
	rules: {
		'import-x/no-cycle': 'error',
		'import-x/no-restricted-paths': [ 'error', { zones: [
			...LAYERS.map( ( layer, index ) => ( {
				target: `./src/${ layer }`,
				from: LAYERS.slice( index + 1 ).map( ( later ) => `./src/${ later }` )
			} ) ).filter( ( { from } ) => from.length ),
			{ target: './src/*.ts', from: LAYERS.map( ( layer ) => `./src/${ layer }` ) }
		] } ]
	}
};

export default tseslint.config(
	{ ignores: [ 'dist', '.cache', 'node_modules' ] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	...tseslint.configs.strict,
	wikimediaStyle,
	{
		rules: {
			// The whole catch block is the statement: it failed, and that is the answer.
			'no-empty': [ 'error', { allowEmptyCatch: true } ],
			'@typescript-eslint/no-empty-function': 'off'
		}
	},
	{
		files: [ 'src/**/*.ts' ],
		extends: [ straightArrows, ...tseslint.configs.strictTypeCheckedOnly, compat.configs[ 'flat/recommended' ], jsdoc.configs[ 'flat/recommended-typescript-error' ] ],
		plugins: { 'no-jquery': noJquery },
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'no-jquery/no-html': 'error',
			'no-jquery/no-parse-html-literal': 'error',
			'jsdoc/require-jsdoc': [ 'error', { publicOnly: true, contexts: [ 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration' ] } ],
			'jsdoc/require-param-description': 'off',
			'jsdoc/require-returns': 'off',
			'jsdoc/tag-lines': 'off',
			'jsdoc/check-tag-names': 'error',
			'@typescript-eslint/explicit-module-boundary-types': 'error',
			'@typescript-eslint/no-confusing-void-expression': [ 'error', { ignoreArrowShorthand: true } ],
			'@typescript-eslint/restrict-template-expressions': 'off',
			// mw.hook and jQuery hand out functions that need no `this`.
			'@typescript-eslint/unbound-method': 'off'
		},
		settings: { jsdoc: { tagNamePreference: { returns: 'return' } } }
	},
	{
		files: [ '*.mjs', 'deploy/**/*.mjs', 'tests/**/*.mjs' ],
		rules: { 'no-console': 'off' }
	}
);
