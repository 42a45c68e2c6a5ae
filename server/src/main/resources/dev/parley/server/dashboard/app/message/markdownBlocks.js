import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Code } from 'app/message/Code.js';
import { inline } from 'app/message/markdownInline.js';

/** Markdown's blocks as elements. */

const BLOCKS = {
  space: () => null,
  def: () => null,
  hr: () => html`<hr />`,
  heading: (token, context) => heading(token.depth, inline(token.tokens, context)),
  paragraph: (token, context) => html`<p>${inline(token.tokens, context)}</p>`,
  text: (token, context) => (token.tokens ? inline(token.tokens, context) : inline([token], context)),
  blockquote: (token, context) => html`<blockquote>${all(token.tokens, context)}</blockquote>`,
  code: (token) => html`<${Code} text=${token.text} language=${token.lang?.split(/\s/)[0]} />`,
  html: (token) => html`<p class="verbatim">${token.text.trimEnd()}</p>`,
  list: (token, context) => list(token, token.items.map((item) => listItem(item, context))),
  checkbox: (token) => checkbox(token.checked),
  table,
};

/**
 * One of the parser's block tokens as elements.
 *
 * @param {object} token
 * @param {{called?: object}} context
 */
export function block(token, context) {
  return Object.hasOwn(BLOCKS, token.type) ? BLOCKS[token.type](token, context) : html`<p>${token.raw}</p>`;
}

function all(tokens, context) {
  return tokens.map((token) => block(token, context));
}

/** A message's headings stand below those of the page. */
function heading(depth, children) {
  switch (depth) {
    case 1:
      return html`<h3>${children}</h3>`;
    case 2:
      return html`<h4>${children}</h4>`;
    case 3:
      return html`<h5>${children}</h5>`;
    default:
      return html`<h6>${children}</h6>`;
  }
}

function list(token, items) {
  return token.ordered ? html`<ol start=${Number(token.start) || 1}>${items}</ol>` : html`<ul>${items}</ul>`;
}

function listItem(item, context) {
  return html`<li class=${item.task ? 'task' : ''}>${all(item.tokens, context)}</li>`;
}

function checkbox(checked) {
  const label = t(checked ? 'message.task.done' : 'message.task.open');
  return html`<input type="checkbox" checked=${checked} disabled aria-label=${label} /> `;
}

function table(token, context) {
  const cells = (row, Cell) =>
    row.map((cell) => html`<${Cell} data-align=${cell.align}>${inline(cell.tokens, context)}</${Cell}>`);
  return html`
    <div class="table-scroll" role="region" aria-label=${t('message.table')} tabindex="0">
      <table>
        <thead><tr>${cells(token.header, 'th')}</tr></thead>
        <tbody>${token.rows.map((row) => html`<tr>${cells(row, 'td')}</tr>`)}</tbody>
      </table>
    </div>
  `;
}
