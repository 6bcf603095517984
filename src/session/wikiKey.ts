/** Names this wiki in what all its tabs share: two wikis on one origin have different script paths. */
export const WIKI_KEY = `session-guard:${ mw.util.wikiScript() }`;
