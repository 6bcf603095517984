import browsers from 'browserslist-config-wikimedia/modern.json' with { type: 'json' };

/** Wikimedia's code style for CSS: docs/adr/0001-lint.md. */
export default {
	extends: [ 'stylelint-config-wikimedia/support-modern' ],
	rules: {
		// MediaWiki's own elements, and those that it makes for us, are known by their ids.
		'selector-max-id': null,
		// Skins say it too.
		'declaration-no-important': null,
		// What is said of a skin stands together, however specific it is.
		'no-descending-specificity': null,
		// esbuild warns of spaces in there.
		'@stylistic/selector-attribute-brackets-space-inside': null,
		'plugin/no-unsupported-browser-features': [ true, {
			browsers,
			// In Safari before 14.1, things just stand closer together.
			ignore: [ 'flexbox-gap' ],
			ignorePartialSupport: true
		} ]
	}
};
