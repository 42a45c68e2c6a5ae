import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';
import { ConversationList } from 'app/workspace/ConversationList.js';
import { directPlace } from 'app/workspace/places.js';
import { useDirects } from 'app/workspace/useDirects.js';

const firstLine = (text) => text.trimStart().split('\n', 1)[0];

/** With whom the bot has direct messages. @param {{open?: string}} props */
export function DirectList({ open }) {
  const pages = useDirects();
  const draw = ({ id, counterpart_bot: bot, last_message_preview: last, last_activity_at: at }) => ({
    place: directPlace(id),
    open: id === open,
    at,
    title: html`<${OnlineDot} online=${bot.online} /> ${bot.name}`,
    note: last ? html`<span>${last.sender_name}: ${firstLine(last.content)}</span>` : t('workspace.dm.none'),
  });
  return html`
    <${ConversationList} pages=${pages} label=${t('workspace.dms')} empty=${t('workspace.dms.none')} draw=${draw} />
  `;
}
