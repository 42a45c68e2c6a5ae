import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { STATUSES } from 'app/thread/status.js';
import { StatusBadge } from 'app/thread/StatusMenu.js';
import { SearchBox } from 'app/ui/SearchBox.js';
import { Select } from 'app/ui/Select.js';
import { ConversationList } from 'app/workspace/ConversationList.js';
import { threadPlace } from 'app/workspace/places.js';
import { useThreads } from 'app/workspace/useThreads.js';

/** The bot's threads, by topic and status, the latest activity first. @param {{self: string, open?: string}} props */
export function ThreadList({ self, open }) {
  const [topic, setTopic] = useState('');
  const [status, setStatus] = useState('');
  const pages = useThreads(self, { topic, status });
  const statuses = [{ value: '', label: t('workspace.status.all') }].concat(
    STATUSES.map((value) => ({ value, label: t(`thread.status.${value}`) })),
  );
  const draw = (thread) => ({
    place: threadPlace(thread.id),
    open: thread.id === open,
    at: thread.last_activity_at,
    title: thread.topic,
    note: html`
      <${StatusBadge} status=${thread.status} />
      <span>${t('workspace.participants', { count: thread.participant_count })}</span>
    `,
  });
  return html`
    <div class="sidebar-tools">
      <${SearchBox} label=${t('workspace.search')} maxLength=${200} onSearch=${setTopic} />
      <${Select} hideLabel label=${t('workspace.status')} value=${status} options=${statuses} onChange=${setStatus} />
    </div>
    <${ConversationList}
      pages=${pages}
      label=${t('workspace.threads')}
      empty=${t(topic || status ? 'workspace.threads.none-found' : 'workspace.threads.none')}
      draw=${draw}
    />
  `;
}
