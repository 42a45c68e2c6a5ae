import { html } from 'app/core/html.js';
import { decodeEntities } from 'app/message/entities.js';
import { Link } from 'app/message/Link.js';
import { segments } from 'app/message/mentions.js';
import { Picture } from 'app/message/Picture.js';

/** Markdown's inline elements. */

const LINE_BREAK = /^<br\s*\/?>$/i;

const INLINE = {
  text: (token, context) => (token.tokens ? inline(token.tokens, context) : words(decodeEntities(token.text), context)),
  escape: (token, context) => words(token.text, context),
  strong: (token, context) => html`<strong>${inline(token.tokens, context)}</strong>`,
  em: (token, context) => html`<em>${inline(token.tokens, context)}</em>`,
  del: (token, context) => html`<del>${inline(token.tokens, context)}</del>`,
  codespan: (token) => html`<code>${token.text}</code>`,
  br: () => html`<br />`,
  html: (token) => (LINE_BREAK.test(token.text) ? html`<br />` : token.text),
  link: (token, context) => html`
    <${Link} href=${decodeEntities(token.href)} title=${token.title && decodeEntities(token.title)}>
      ${inline(token.tokens, { ...context, called: undefined })}
    <//>
  `,
  image: (token) => html`<${Picture} url=${decodeEntities(token.href)} alt=${decodeEntities(token.text)} />`,
};

/**
 * The parser's inline tokens as elements and text.
 *
 * @param {object[]} tokens
 * @param {{called?: {names: Set<string>, all: boolean}}} context
 */
export function inline(tokens, context) {
  return tokens.map((token) =>
    Object.hasOwn(INLINE, token.type) ? INLINE[token.type](token, context) : token.raw,
  );
}

/** A text, in which those who are called stand out. */
function words(text, { called }) {
  return called
    ? segments(text, called).map((part) => (part.mention ? html`<span class="mention">${part.text}</span>` : part.text))
    : text;
}
