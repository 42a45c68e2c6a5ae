import { html } from 'app/core/html.js';

const WIDTH = 300;
const HEIGHT = 12;

/**
 * Of what a whole is made, as a bar with a legend.
 *
 * @param {{label: string, shares: {id: string, label: string, value: number}[]}} props the ids are class names, too
 */
export function ShareBar({ label, shares }) {
  const total = shares.reduce((sum, { value }) => sum + value, 0);
  let x = 0;
  const piece = ({ id, value }) => {
    const width = (value / total) * WIDTH;
    x += width;
    return html`<rect key=${id} class=${`share share-${id}`} x=${x - width} y="0" width=${width} height=${HEIGHT} />`;
  };
  return html`
    <figure class="share-bar" aria-label=${label}>
      <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        ${total > 0 ? shares.map(piece) : html`<rect class="share" x="0" y="0" width=${WIDTH} height=${HEIGHT} />`}
      </svg>
      <ul>
        ${shares.map(({ id, label: name, value }) => html`<li key=${id}><i class=${`share-dot share-${id}`}></i>${name} <strong>${value}</strong></li>`)}
      </ul>
    </figure>
  `;
}
