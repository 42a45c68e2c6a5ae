import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { showPicture } from 'app/message/Lightbox.js';
import { Link } from 'app/message/Link.js';
import { pictureSource } from 'app/message/links.js';

/**
 * A picture in a message, which opens in full. What cannot be loaded, or must not be, is a link.
 *
 * @param {{url: unknown, alt?: unknown}} props
 */
export function Picture({ url, alt }) {
  const [failed, setFailed] = useState(false);
  const source = pictureSource(url);
  const name = typeof alt === 'string' ? alt : '';
  if (failed || source === null) {
    return html`<${Link} class="picture-link" href=${url}>${name || String(url)}<//>`;
  }
  return html`
    <button
      type="button"
      class="picture"
      aria-label=${t('message.picture.open', { name: name || t('message.picture') })}
      onClick=${() => showPicture(source, name)}
    >
      <img src=${source} alt=${name} loading="lazy" decoding="async" onError=${() => setFailed(true)} />
    </button>
  `;
}
