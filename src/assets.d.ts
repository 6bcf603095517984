/** Style sheets are gathered by the build into the gadget's own. */
declare module '*.css';
