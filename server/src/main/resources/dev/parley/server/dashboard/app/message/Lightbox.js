import { html, useEffect, useRef } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { IconButton } from 'app/ui/IconButton.js';
import { openOverlay } from 'app/ui/Overlays.js';

/**
 * Shows a picture over everything. Esc, the button or a click beside the picture closes it.
 *
 * @param {string} source checked address
 * @param {string} alt
 */
export function showPicture(source, alt) {
  return openOverlay((close) => html`<${Lightbox} source=${source} alt=${alt} onClose=${close} />`);
}

function Lightbox({ source, alt, onClose }) {
  const dialog = useRef(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current.showModal();
    return () => opener?.focus?.();
  }, []);
  return html`
    <dialog
      ref=${dialog}
      class="lightbox"
      aria-label=${alt || t('message.picture')}
      onClose=${() => onClose()}
      onClick=${(event) => event.target.tagName !== 'IMG' && dialog.current.close()}
    >
      <${IconButton} icon="close" label=${t('message.picture.close')} />
      <img src=${source} alt=${alt} />
    </dialog>
  `;
}
