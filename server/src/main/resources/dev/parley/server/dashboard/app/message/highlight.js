/** Colours for source code, by highlight.js, which is loaded when the first code is shown. */

/** Longer texts are shown plain: colouring them would hold up the page. */
const MAX_LENGTH = 50_000;

/**
 * The code in coloured pieces.
 *
 * @param {string} text
 * @param {string} [language] as its author named it
 * @returns {Promise<(string | {kind: string, children: any[]})[] | null>} null when the language is not known or the text too long
 */
export async function highlight(text, language) {
  if (!language || text.length > MAX_LENGTH) {
    return null;
  }
  const { default: library } = await import('highlight.js');
  return library.getLanguage(language)
    ? pieces(library.highlight(text, { language, ignoreIllegals: true }).value)
    : null;
}

const SYNTAX = /<span class="([^"]*)">|(<\/span>)|([^<]+)/g;
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };

/**
 * The library's HTML, which has only spans, as a tree, so that it need not be parsed as HTML again.
 *
 * @param {string} markup
 * @returns {(string | {kind: string, children: any[]})[]}
 */
export function pieces(markup) {
  const path = [{ children: [] }];
  for (const [, kind, end, text] of markup.matchAll(SYNTAX)) {
    if (end) {
      path.pop();
    } else if (text) {
      path.at(-1).children.push(text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity]));
    } else {
      const span = { kind, children: [] };
      path.at(-1).children.push(span);
      path.push(span);
    }
  }
  return path[0].children;
}
