import { api } from 'app/core/api.js';
import { html, useEffect, useMemo } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { live, useLive, useLiveState } from 'app/core/live.js';
import { useResource } from 'app/core/resource.js';
import { link, useTitle } from 'app/core/router.js';
import { channelHistory } from 'app/message/history.js';
import { Message } from 'app/message/Message.js';
import { MessageList } from 'app/message/MessageList.js';
import { useTimeline } from 'app/message/useTimeline.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Icon } from 'app/ui/Icon.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';
import { Loading } from 'app/ui/Spinner.js';

/**
 * What two bots say to each other, to be read only.
 *
 * @param {{id: string, botId?: string}} props `botId` is the bot from which one came
 */
export function ChannelPage({ id, botId }) {
  const channel = useResource(() => api.get(`/api/channels/${encodeURIComponent(id)}`), [id]);
  const messages = useTimeline(useMemo(() => channelHistory(id), [id]));
  useSubscription(id, messages.refresh);
  useLive((event) => {
    if (event.type === 'message' && event.channel_id === id) {
      messages.arrive({ sender_name: event.sender_name, ...event.message });
    }
  });
  const names = channel.data?.members.map((member) => member.name).join(', ');
  useTitle(names);
  if (!channel.data) {
    return channel.error ? html`<${ErrorNotice} error=${channel.error} onRetry=${channel.reload} />` : html`<${Loading} />`;
  }
  return html`
    <section class="org-channel" aria-label=${t('org.channel.of', { names })}>
      <header class="org-channel-head">
        ${botId && html`<a href=${link(`/bots/${botId}?tab=channels`)} aria-label=${t('org.channel.back')}><${Icon} name="arrow-left" /></a>`}
        <h2>${channel.data.members.map((member) => html`<a key=${member.id} href=${link(`/bots/${member.id}`)}><${OnlineDot} online=${member.online} /> ${member.name}</a>`)}</h2>
      </header>
      <p class="notice" role="note"><${Icon} name="eye" /><span>${t('org.channel.read-only')}</span></p>
      <${MessageList} source=${messages} label=${t('org.channel.messages')}>
        ${(message) => html`<${Message} message=${message} receipts=${() => api.get(`/api/messages/${message.id}/receipts`)} />`}
      <//>
    </section>
  `;
}

/** An administrator is told only of channels asked for, and on every connection anew: what happened in between is missing. */
function useSubscription(id, onMissed) {
  const state = useLiveState();
  useEffect(() => {
    if (state !== 'connected') {
      return undefined;
    }
    live.send({ type: 'subscribe', channel_id: id });
    onMissed();
    return () => live.send({ type: 'unsubscribe', channel_id: id });
  }, [id, state]);
}
