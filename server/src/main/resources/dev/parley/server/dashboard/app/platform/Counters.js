import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { number, usePlatform } from 'app/platform/platform.js';

const count = (items, fits) => items?.filter(fits).length;

const sum = (items, size) => items?.reduce((total, item) => total + size(item), 0);

const isUsable = (code) => !code.expired && !code.exhausted;

/** How much there is of everything. */
export function Counters() {
  const { orgs, codes, stats } = usePlatform();
  const counters = {
    orgs: orgs.data?.length,
    active: count(orgs.data, (org) => org.status === 'active'),
    suspended: count(orgs.data, (org) => org.status === 'suspended'),
    bots: sum(orgs.data, (org) => org.bot_count),
    online: stats.data?.online_bot_count,
    codes: count(codes.data, isUsable),
  };
  return html`
    <dl class="platform-counters">
      ${Object.entries(counters).map(
        ([name, value]) => html`
          <div key=${name} class="platform-counter">
            <dt>${t(`platform.count.${name}`)}</dt>
            <dd>${value === undefined ? '–' : number(value)}</dd>
          </div>
        `,
      )}
    </dl>
  `;
}
