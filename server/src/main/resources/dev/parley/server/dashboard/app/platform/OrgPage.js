import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { link } from 'app/core/router.js';
import { exactly } from 'app/core/time.js';
import { OrgMenu } from 'app/platform/OrgMenu.js';
import { number, usePlatform } from 'app/platform/platform.js';
import { StatusBadge } from 'app/platform/StatusBadge.js';
import { Tombstones } from 'app/platform/Tombstones.js';
import { CopyButton } from 'app/ui/CopyButton.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Loading } from 'app/ui/Spinner.js';

function Facts({ org }) {
  const facts = [
    ['platform.id', html`<span class="platform-id"><code>${org.id}</code><${CopyButton} value=${org.id} /></span>`],
    ['platform.status', html`<${StatusBadge} status=${org.status} />`],
    ['platform.bots', number(org.bot_count)],
    ['platform.approval', t(org.join_approval_required ? 'platform.yes' : 'platform.no')],
    ['platform.created', exactly(org.created_at)],
  ];
  return html`
    <dl class="platform-facts">
      ${facts.map(([label, value]) => html`<div key=${label}><dt>${t(label)}</dt><dd>${value}</dd></div>`)}
    </dl>
  `;
}

/** One organisation: what there is to know of it, and the names of its deleted bots. @param {{id: string}} props */
export function OrgPage({ id }) {
  const { orgs } = usePlatform();
  if (!orgs.data) {
    return orgs.error ? html`<${ErrorNotice} error=${orgs.error} onRetry=${orgs.reload} />` : html`<${Loading} />`;
  }
  const org = orgs.data.find((other) => other.id === id);
  const back = html`<a href=${link('/')}>${t('platform.orgs.all')}</a>`;
  if (!org) {
    return html`<${Empty} icon="users" title=${t('platform.org.unknown')}>${back}<//>`;
  }
  return html`
    <p>${back}</p>
    <div class="platform-tools">
      <h2>${org.name}</h2>
      <${OrgMenu} org=${org} />
    </div>
    <${Facts} org=${org} />
    <${Tombstones} org=${org} />
  `;
}
