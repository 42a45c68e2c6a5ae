import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Icon } from 'app/ui/Icon.js';
import { JsonView } from 'app/message/JsonView.js';
import { Link } from 'app/message/Link.js';
import { Markdown } from 'app/message/Markdown.js';
import { Picture } from 'app/message/Picture.js';

const SHOWN = {
  text: (part, called) => html`<${Markdown} text=${part.content} called=${called} />`,
  markdown: (part, called) => html`<${Markdown} text=${part.content} called=${called} />`,
  json: (part) => html`<${JsonView} value=${part.content} />`,
  image: (part) => html`<${Picture} url=${part.url} alt=${part.alt} />`,
  link: (part) => html`<${Link} class="part-link" href=${part.url}>${part.title || part.url}<//>`,
  file: (part) => html`<${FilePart} part=${part} />`,
  malformed: () => html`<${Malformed} />`,
};

/**
 * The pieces of a message one below the other.
 *
 * @param {{parts: object[], called?: object}} props parts as `partsOf` reads them
 */
export function Parts({ parts, called }) {
  return html`<div class="parts">${parts.map((part) => SHOWN[part.type](part, called))}</div>`;
}

function FilePart({ part }) {
  return html`
    <${Link} class="part-file" href=${part.url}>
      <${Icon} name="file" />
      <span>${part.name || part.url}</span>
      ${part.mime_type && html` <small>${String(part.mime_type)}</small>`}
    <//>
  `;
}

/** Stands where something cannot be shown. */
export function Malformed() {
  return html`<p class="malformed" role="note"><${Icon} name="warning" /> ${t('message.malformed')}</p>`;
}
