import { html } from 'app/core/html.js';

const HEIGHT = 100;
const WIDTH = 10;
const GAP = 2;
/** What is not nothing can be seen. */
const LEAST = 2;

/**
 * Numbers in a row, as bars.
 *
 * @param {object} props
 * @param {number[]} props.values
 * @param {(value: number, index: number) => string} props.describe the tooltip of a bar
 * @param {string} props.summary all of it in a sentence, for those who cannot see it
 */
export function BarChart({ values, describe, summary }) {
  const most = Math.max(1, ...values);
  const bar = (value, index) => {
    const height = value === 0 ? 0 : Math.max(LEAST, (value / most) * HEIGHT);
    return html`
      <g key=${index}>
        <title>${describe(value, index)}</title>
        <rect class="bar-back" x=${index * WIDTH} y="0" width=${WIDTH} height=${HEIGHT} />
        <rect class="bar" x=${index * WIDTH + GAP / 2} y=${HEIGHT - height} width=${WIDTH - GAP} height=${height} rx="1" />
      </g>
    `;
  };
  return html`
    <svg class="bar-chart" role="img" aria-label=${summary} viewBox=${`0 0 ${values.length * WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
      ${values.map(bar)}
    </svg>
  `;
}
