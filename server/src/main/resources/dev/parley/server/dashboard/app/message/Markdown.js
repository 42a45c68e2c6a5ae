import { marked } from 'marked';
import { html, useMemo } from 'app/core/html.js';
import { block } from 'app/message/markdownBlocks.js';

/**
 * Text as GitHub's Markdown. No HTML is ever made of it: what the parser finds becomes elements one by one, out of a fixed set,
 * and raw HTML in the text is shown as the text it is. So there is nothing to sanitise.
 *
 * @param {{text: string, called?: {names: Set<string>, all: boolean}}} props `called` is whom the message calls
 */
export function Markdown({ text, called }) {
  const children = useMemo(() => blocks(text, called), [text, called]);
  return html`<div class="markdown">${children}</div>`;
}

/** A text that is nested too deeply to be parsed is shown as it is. */
function blocks(text, called) {
  try {
    const tokens = marked.lexer(text, { gfm: true, breaks: true });
    return tokens.map((token) => block(token, { links: tokens.links, called }));
  } catch {
    return html`<p>${text}</p>`;
  }
}
