import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { link } from 'app/core/router.js';
import { Time } from 'app/core/time.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';
import { Loading } from 'app/ui/Spinner.js';

/** With whom a bot talks directly. @param {{bot: object}} props */
export function BotChannels({ bot }) {
  const { data, error, reload } = useResource(() => api.get(`/api/bots/${bot.id}/channels`), [bot.id]);
  if (!data) {
    return error ? html`<${ErrorNotice} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  }
  if (data.length === 0) {
    return html`<${Empty} icon="chat" title=${t('org.channels.none')} />`;
  }
  return html`
    <ul class="org-rows card">
      ${data.map((channel) => html`<li key=${channel.id} class="org-row"><${Channel} channel=${channel} bot=${bot} /></li>`)}
    </ul>
  `;
}

function Channel({ channel, bot }) {
  const other = channel.members.find((member) => member.id !== bot.id);
  return html`
    <a href=${link(`/channels/${channel.id}?botId=${bot.id}`)}>
      <${OnlineDot} online=${other?.online ?? false} />
      <span class="org-row-name">${other?.name ?? t('org.bot.gone')}</span>
      <small><${Time} at=${channel.last_activity_at} relative /></small>
    </a>
  `;
}
