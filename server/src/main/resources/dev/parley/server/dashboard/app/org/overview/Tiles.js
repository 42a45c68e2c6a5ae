import { classes, html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Time } from 'app/core/time.js';

/** A number that matters, and what to know about it. */
function Tile({ label, value, note, bad = false }) {
  return html`
    <div class=${classes('tile', bad && 'tile-bad')}>
      <dt>${label}</dt>
      <dd><strong>${value}</strong>${note && html`<small>${note}</small>`}</dd>
    </div>
  `;
}

/** The overview's numbers. @param {{overview: object}} props */
export function Tiles({ overview }) {
  const { bots, threads, channels, webhooks } = overview;
  const behind = webhooks.oldest_undelivered;
  const failing = behind !== null || webhooks.failing > 0;
  return html`
    <dl class="tiles">
      <${Tile} label=${t('org.bots')} value=${bots.total} note=${bots.pending > 0 && t('org.overview.pending', { count: bots.pending })} />
      <${Tile} label=${t('org.overview.online')} value=${bots.online} />
      <${Tile} label=${t('org.overview.threads')} value=${threads.active_last_day} note=${t('org.overview.of', { total: threads.total })} />
      <${Tile} label=${t('org.channels')} value=${channels} />
      <${Tile}
        label=${t('org.overview.webhooks')}
        value=${webhooks.total}
        bad=${failing}
        note=${failing ? html`<${Backlog} webhooks=${webhooks} />` : webhooks.total > 0 && t('org.overview.webhooks.fine')}
      />
    </dl>
  `;
}

function Backlog({ webhooks: { failing, degraded, oldest_undelivered: since } }) {
  return html`
    ${failing > 0 && html`<span>${t('org.overview.webhooks.failing', { count: failing, degraded })}</span>`}
    ${since !== null && html`<span>${t('org.overview.webhooks.since')} <${Time} at=${since} relative /></span>`}
  `;
}
