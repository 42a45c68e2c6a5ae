import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { usePages } from 'app/core/resource.js';
import { useTitle } from 'app/core/router.js';
import { useSession } from 'app/core/session.js';
import { Time } from 'app/core/time.js';
import { Button } from 'app/ui/Button.js';
import { confirm } from 'app/ui/Confirm.js';
import { Empty } from 'app/ui/Empty.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { Loading } from 'app/ui/Spinner.js';
import { Table } from 'app/ui/Table.js';
import { toast, toastError } from 'app/ui/Toast.js';

/** The names of deleted bots, which nobody may take until they are released. */
export function Names() {
  const path = `/api/orgs/${useSession().org_id}/tombstones`;
  const load = async (cursor) => {
    const page = await api.get(path, { cursor });
    return { items: page.items, next: page.next_cursor };
  };
  const pages = usePages(load, [path]);
  useTitle(t('org.names'));
  const release = async ({ name }) => {
    const sure = await confirm({ title: t('org.name.release.title', { name }), text: t('org.name.release.text'), action: t('org.name.release') });
    if (sure) {
      await api.delete(`${path}/${encodeURIComponent(name)}`).then(() => toast(t('org.name.released', { name }), 'good'), toastError);
      await pages.reload();
    }
  };
  const columns = [
    { key: 'name', label: t('org.name') },
    { key: 'deleted', label: t('org.name.deleted'), cell: (tombstone) => html`<${Time} at=${tombstone.deleted_at} />` },
    { key: 'action', label: t('org.action'), cell: (tombstone) => html`<${Button} onClick=${() => release(tombstone)}>${t('org.name.release')}<//>` },
  ];
  const empty = pages.loading ? html`<${Loading} />` : html`<${Empty} icon="lock" title=${t('org.names.none')} />`;
  return html`
    <section class="org-page" aria-labelledby="names-title">
      <h1 id="names-title">${t('org.names')}</h1>
      <p class="soft">${t('org.names.text')}</p>
      <${Table} caption=${t('org.names')} columns=${columns} rows=${pages.items} rowKey=${({ name }) => name} empty=${pages.error ? null : empty} />
      <${LoadMore} pages=${pages} />
    </section>
  `;
}
