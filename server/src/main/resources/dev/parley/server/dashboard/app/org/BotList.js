import { api } from 'app/core/api.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useLive } from 'app/core/live.js';
import { usePages } from 'app/core/resource.js';
import { link } from 'app/core/router.js';
import { useStore } from 'app/core/store.js';
import { Time } from 'app/core/time.js';
import { deleteBot } from 'app/org/bots/actions.js';
import { BotBadges } from 'app/org/bots/BotBadges.js';
import { botAfter, inOrder, isAboutBots, rosterVersion } from 'app/org/roster.js';
import { Empty } from 'app/ui/Empty.js';
import { IconButton } from 'app/ui/IconButton.js';
import { LoadMore } from 'app/ui/LoadMore.js';
import { OnlineDot } from 'app/ui/OnlineDot.js';
import { SearchBox } from 'app/ui/SearchBox.js';
import { Loading } from 'app/ui/Spinner.js';

const PAGE = 50;
const SEARCH_DELAY_MS = 250;

/** The organisation's bots, to be found and opened. @param {{path: string, onPick: () => void}} props */
export function BotList({ path, onPick }) {
  const [search, setSearch] = useState('');
  const version = useStore(rosterVersion);
  const load = async (cursor) => {
    const page = await api.get('/api/bots', { search, cursor, limit: PAGE });
    return { items: page.items, next: page.next_cursor };
  };
  const pages = usePages(load, [search, version]);
  useLive((event) => {
    if (event.type === 'bot_registered' || event.outcome === 'reset') {
      pages.reload();
    } else if (isAboutBots(event)) {
      pages.update((bots) => bots.map((bot) => botAfter(bot, event)));
    }
  });
  const bots = inOrder(pages.items);
  return html`
    <${SearchBox} label=${t('org.bots.search')} delay=${SEARCH_DELAY_MS} onSearch=${setSearch} />
    <ul class="org-rows">
      ${bots.map((bot) => html`<${BotRow} key=${bot.id} bot=${bot} current=${path === `/bots/${bot.id}`} onPick=${onPick} />`)}
    </ul>
    ${bots.length === 0 && !pages.error && html`<${None} loading=${pages.loading} filtered=${search} />`}
    <${LoadMore} pages=${pages} />
  `;
}

function None({ loading, filtered }) {
  return loading ? html`<${Loading} />` : html`<${Empty} icon="bot" title=${t(filtered ? 'org.found.none' : 'org.bots.none')} />`;
}

function BotRow({ bot, current, onPick }) {
  return html`
    <li class="org-row">
      <a href=${link(`/bots/${bot.id}`)} aria-current=${current ? 'page' : undefined} onClick=${onPick}>
        <${OnlineDot} online=${bot.online} />
        <span class="org-row-name">${bot.name}</span>
        <${BotBadges} bot=${bot} />
        ${!bot.online && bot.last_seen_at && html`<small><${Time} at=${bot.last_seen_at} relative /></small>`}
      </a>
      ${!bot.online &&
      html`<${IconButton} class="org-row-action" icon="trash" size=${16} label=${t('org.bot.delete.who', { name: bot.name })} onClick=${() => deleteBot(bot)} />`}
    </li>
  `;
}
