import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { link } from 'app/core/router.js';
import { Time } from 'app/core/time.js';
import { OrgMenu } from 'app/platform/OrgMenu.js';
import { createOrg } from 'app/platform/orgActions.js';
import { number, usePlatform } from 'app/platform/platform.js';
import { StatusBadge } from 'app/platform/StatusBadge.js';
import { Button } from 'app/ui/Button.js';
import { CopyButton } from 'app/ui/CopyButton.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { SearchBox } from 'app/ui/SearchBox.js';
import { Loading } from 'app/ui/Spinner.js';
import { Table } from 'app/ui/Table.js';

const columns = () => [
  { key: 'name', label: t('platform.name'), cell: (org) => html`<a href=${link(`/orgs/${org.id}`)}>${org.name}</a>` },
  {
    key: 'id',
    label: t('platform.id'),
    cell: ({ id }) => html`
      <span class="platform-id"><code>${id}</code><${CopyButton} value=${id} label=${t('copy.what', { what: id })} /></span>
    `,
  },
  { key: 'status', label: t('platform.status'), cell: (org) => html`<${StatusBadge} status=${org.status} />` },
  { key: 'bot_count', label: t('platform.bots'), numeric: true, cell: (org) => number(org.bot_count) },
  { key: 'created_at', label: t('platform.created'), cell: (org) => html`<${Time} at=${org.created_at} />` },
  { key: 'actions', label: t('platform.actions'), cell: (org) => html`<${OrgMenu} org=${org} />` },
];

const fits = (org, wanted) => org.name.toLowerCase().includes(wanted) || org.id.startsWith(wanted);

/** Every organisation, and what can be done with it. */
export function OrgList() {
  const { orgs } = usePlatform();
  const [wanted, setWanted] = useState('');
  if (!orgs.data) {
    return orgs.error ? html`<${ErrorNotice} error=${orgs.error} onRetry=${orgs.reload} />` : html`<${Loading} />`;
  }
  const found = orgs.data.filter((org) => fits(org, wanted.trim().toLowerCase()));
  const empty = html`<${Empty} icon="users" title=${t(wanted ? 'platform.orgs.none-found' : 'platform.orgs.none')} />`;
  return html`
    <div class="platform-tools">
      <${SearchBox} label=${t('platform.orgs.search')} delay=${100} onSearch=${setWanted} />
      <${Button} kind="primary" icon="plus" onClick=${() => createOrg(orgs.reload)}>${t('platform.org.create')}<//>
    </div>
    <${Table} caption=${t('platform.orgs')} columns=${columns()} rows=${found} rowKey=${(org) => org.id} empty=${empty} />
  `;
}
