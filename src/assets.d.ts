/** Style sheets are gathered by the build into those of the gadget's pages. */
declare module '*.css';

/** The English messages of `i18n/en.json` that one of the gadget's pages needs: see build.mjs. */
declare module 'i18n:*' {
	const messages: Record<string, string>;
	export default messages;
}

/** The style sheets of all the gadget's pages, for the user script: see build.mjs. */
declare module 'styles:all' {
	const styles: string;
	export default styles;
}
