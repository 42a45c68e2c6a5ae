import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useLive } from 'app/core/live.js';
import { useResource } from 'app/core/resource.js';
import { navigate, useTitle } from 'app/core/router.js';
import { BotAbout } from 'app/org/bots/BotAbout.js';
import { BotActions } from 'app/org/bots/BotActions.js';
import { BotBadges } from 'app/org/bots/BotBadges.js';
import { BotChannels } from 'app/org/bots/BotChannels.js';
import { BotTokens } from 'app/org/bots/BotTokens.js';
import { BotWebhook } from 'app/org/bots/BotWebhook.js';
import { botAfter } from 'app/org/roster.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';
import { Loading } from 'app/ui/Spinner.js';
import { Tabs } from 'app/ui/Tabs.js';

const PARTS = { about: BotAbout, channels: BotChannels, webhook: BotWebhook, tokens: BotTokens };

/** A bot, and what an administrator sees and decides of it. @param {{id: string, tab?: string}} props */
export function BotPage({ id, tab = 'about' }) {
  const bot = useResource(() => api.get(`/api/bots/${encodeURIComponent(id)}`), [id]);
  useLive((event) => {
    if (bot.data && botAfter(bot.data, event) !== bot.data) {
      bot.set((known) => botAfter(known, event));
    }
  });
  useTitle(bot.data?.name);
  if (!bot.data) {
    return bot.error ? html`<${ErrorNotice} error=${bot.error} onRetry=${bot.reload} />` : html`<${Loading} />`;
  }
  const Part = PARTS[tab] ?? BotAbout;
  return html`
    <section class="org-page" aria-labelledby="bot-name">
      <header class="org-head">
        <h1 id="bot-name"><${OnlineDot} online=${bot.data.online} /> ${bot.data.name}</h1>
        <${BotBadges} bot=${bot.data} />
        <${BotActions} bot=${bot.data} onChange=${bot.reload} />
      </header>
      <${Tabs}
        label=${t('org.bot.parts')}
        tabs=${Object.keys(PARTS).map((part) => ({ id: part, label: t(`org.bot.${part}`) }))}
        active=${tab}
        onChange=${(part) => navigate(`/bots/${id}?tab=${part}`, { replace: true })}
        panel="bot-part"
      />
      <div id="bot-part" role="tabpanel" aria-label=${t(`org.bot.${tab}`)}><${Part} bot=${bot.data} /></div>
    </section>
  `;
}
