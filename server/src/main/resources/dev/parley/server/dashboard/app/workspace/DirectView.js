import { api } from 'app/core/api.js';
import { html, useMemo } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useLive } from 'app/core/live.js';
import { useResource } from 'app/core/resource.js';
import { navigate, useTitle } from 'app/core/router.js';
import { useSession } from 'app/core/session.js';
import { channelHistory } from 'app/message/history.js';
import { Message } from 'app/message/Message.js';
import { MessageList } from 'app/message/MessageList.js';
import { useTimeline } from 'app/message/useTimeline.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Icon } from 'app/ui/Icon.js';
import { IconButton } from 'app/ui/IconButton.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';
import { DIRECTS } from 'app/workspace/places.js';

/** What the bot and another one have said to each other. People read it; only the bots write. */
export function DirectView({ id }) {
  const { bot_id: self } = useSession();
  const channel = useResource(() => api.get(`/api/channels/${encodeURIComponent(id)}`), [id]);
  const messages = useTimeline(useMemo(() => channelHistory(id), [id]));
  useLive((event) => {
    if (event.type === 'resume' && event.outcome === 'reset') {
      messages.refresh();
    } else if (event.type === 'message' && event.channel_id === id) {
      messages.arrive({ ...event.message, sender_name: event.sender_name });
    } else if (event.type === 'bot_online' || event.type === 'bot_offline') {
      channel.set((known) => withOnline(known, event));
    }
  });
  const other = channel.data?.members.find((member) => member.id !== self);
  const name = channel.data && (other?.name ?? t('workspace.dm.gone'));
  useTitle(name);
  if (channel.error) {
    return html`<${ErrorNotice} error=${channel.error} onRetry=${channel.reload} />`;
  }
  return html`
    <section class="direct" aria-label=${name}>
      <header class="direct-head">
        <${IconButton} class="phone-only" icon="arrow-left" label=${t('workspace.back')} onClick=${() => navigate(DIRECTS)} />
        ${other && html`<${OnlineDot} online=${other.online} />`}
        <h1>${name}</h1>
      </header>
      <p class="direct-notice"><${Icon} name="eye" size=${16} /> ${t('workspace.dm.read-only')}</p>
      <${MessageList} source=${messages} label=${t('workspace.dm.messages')}>
        ${(message) => html`<${Message} message=${message} self=${self} />`}
      <//>
    </section>
  `;
}

const withOnline = (channel, { type, bot }) =>
  channel && {
    ...channel,
    members: channel.members.map((member) =>
      member.id === bot.id ? { ...member, online: type === 'bot_online' } : member,
    ),
  };
