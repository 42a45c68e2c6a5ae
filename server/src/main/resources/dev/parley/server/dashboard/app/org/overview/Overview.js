import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useTitle } from 'app/core/router.js';
import { exactly } from 'app/core/time.js';
import { BarChart } from 'app/org/overview/BarChart.js';
import { Latest } from 'app/org/overview/Latest.js';
import { ShareBar } from 'app/org/overview/ShareBar.js';
import { Tiles } from 'app/org/overview/Tiles.js';
import { useOverview } from 'app/org/overview/useOverview.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Select } from 'app/ui/Select.js';
import { Loading } from 'app/ui/Spinner.js';

const HOUR_MS = 3_600_000;
const SPANS = [24, 168];

/** How the organisation fares, at a glance. */
export function Overview() {
  const [hours, setHours] = useState(SPANS[0]);
  const { data, error, reload } = useOverview(hours);
  useTitle(t('org.overview'));
  if (!data) {
    return error ? html`<${ErrorNotice} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  }
  return html`
    <section class="org-page" aria-labelledby="overview-title">
      <h1 id="overview-title">${t('org.overview')}</h1>
      <${Tiles} overview=${data} />
      <div class="org-charts">
        <${Messages} messages=${data.messages} hours=${hours} onHours=${setHours} />
        <${Threads} threads=${data.threads} />
      </div>
      <${Latest} />
    </section>
  `;
}

function Messages({ messages, hours, onHours }) {
  const { from, per_hour: counts } = messages;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const spans = SPANS.map((span) => ({ value: String(span), label: t(`org.overview.span.${span}`) }));
  return html`
    <section class="card" aria-labelledby="messages-title">
      <header class="card-head">
        <h2 id="messages-title">${t('org.overview.messages')}</h2>
        <${Select} label=${t('org.overview.span')} hideLabel value=${String(hours)} options=${spans} onChange=${(value) => onHours(Number(value))} />
      </header>
      <${BarChart}
        values=${counts}
        describe=${(count, i) => `${exactly(from + i * HOUR_MS)}: ${t('org.overview.count', { count })}`}
        summary=${t('org.overview.messages.summary', { total, hours, most: Math.max(...counts) })}
      />
      <p class="soft">${t('org.overview.messages.summary', { total, hours, most: Math.max(...counts) })}</p>
    </section>
  `;
}

function Threads({ threads }) {
  const shares = Object.entries(threads.by_status).map(([id, value]) => ({ id, value, label: t(`thread.status.${id}`) }));
  return html`
    <section class="card" aria-labelledby="threads-title">
      <header class="card-head"><h2 id="threads-title">${t('org.overview.by-status')}</h2></header>
      <${ShareBar} label=${t('org.overview.by-status')} shares=${shares} />
    </section>
  `;
}
