import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useLive } from 'app/core/live.js';
import { useResource } from 'app/core/resource.js';
import { link } from 'app/core/router.js';
import { useStore } from 'app/core/store.js';
import { Time } from 'app/core/time.js';
import { BotBadges } from 'app/org/bots/BotBadges.js';
import { botAfter, inOrder, isAboutBots, rosterVersion } from 'app/org/roster.js';
import { isAboutThreads, threadsAfter } from 'app/org/threads.js';
import { StatusBadge } from 'app/thread/StatusMenu.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';

const SHOWN = 5;

/** The channels of so many bots are looked through for the latest ones. */
const BOTS_WITH_CHANNELS = 10;

async function loadBots() {
  return inOrder((await api.get('/api/bots', { limit: 50 })).items);
}

async function loadChannels(bots) {
  const lists = await Promise.all(bots.slice(0, BOTS_WITH_CHANNELS).map(({ id }) => api.get(`/api/bots/${id}/channels`)));
  const byId = new Map(lists.flat().map((channel) => [channel.id, channel]));
  return [...byId.values()].sort((a, b) => b.last_activity_at - a.last_activity_at).slice(0, SHOWN);
}

/** A few bots, threads and channels: those that want something, or where something happened last. */
export function Latest() {
  const version = useStore(rosterVersion);
  const bots = useResource(loadBots, [version]);
  const threads = useResource(async () => (await api.get('/api/org/threads', { limit: SHOWN })).items, []);
  const channels = useResource(async () => loadChannels(bots.data ?? []), [bots.data === null, version]);
  useLive((event) => {
    if (event.type === 'bot_registered') {
      bots.reload();
    } else if (event.type === 'thread_created') {
      threads.reload();
    } else if (isAboutBots(event)) {
      bots.set((known) => known && known.map((bot) => botAfter(bot, event)));
    } else if (isAboutThreads(event)) {
      threads.set((known) => known && threadsAfter(known, event));
    }
  });
  return html`
    <div class="org-latest">
      <${List} title=${t('org.bots')} items=${inOrder(bots.data ?? []).slice(0, SHOWN)} none=${t('org.bots.none')}>
        ${(bot) => html`<a href=${link(`/bots/${bot.id}`)}><${OnlineDot} online=${bot.online} /><span>${bot.name}</span><${BotBadges} bot=${bot} /></a>`}
      <//>
      <${List} title=${t('org.threads')} items=${threads.data ?? []} none=${t('org.threads.none')}>
        ${(thread) => html`<a href=${link(`/threads/${thread.id}`)}><span>${thread.topic}</span><${StatusBadge} status=${thread.status} /></a>`}
      <//>
      <${List} title=${t('org.channels')} items=${channels.data ?? []} none=${t('org.channels.none')}>
        ${(channel) => html`<a href=${link(`/channels/${channel.id}`)}><span>${namesOf(channel)}</span><small><${Time} at=${channel.last_activity_at} relative /></small></a>`}
      <//>
    </div>
  `;
}

/** Who talks in a channel. */
export const namesOf = (channel) => channel.members.map((member) => member.name).join(', ');

function List({ title, items, none, children }) {
  return html`
    <section class="card">
      <header class="card-head"><h2>${title}</h2></header>
      ${items.length === 0 ? html`<p class="soft">${none}</p>` : html`<ul class="org-rows">${items.map((item) => html`<li key=${item.id} class="org-row">${children(item)}</li>`)}</ul>`}
    </section>
  `;
}
