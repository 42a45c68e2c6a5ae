import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Time } from 'app/core/time.js';
import { JsonView } from 'app/message/JsonView.js';
import { Badge } from 'app/ui/Badge.js';
import { CopyButton } from 'app/ui/CopyButton.js';

const TEXTS = ['bio', 'role', 'function', 'team', 'status_text', 'timezone', 'active_hours', 'version', 'runtime'];
const LISTS = ['tags', 'languages'];
const VALUES = ['protocols', 'metadata'];

/** What a bot tells of itself. @param {{bot: object}} props */
export function BotAbout({ bot }) {
  return html`
    <dl class="facts">
      <${Fact} label=${t('org.bot.id')}><code>${bot.id}</code> <${CopyButton} value=${bot.id} label=${t('copy.what', { what: t('org.bot.id') })} /><//>
      <${Fact} label=${t('org.bot.created')}><${Time} at=${bot.created_at} /><//>
      <${Fact} label=${t('org.bot.seen')}>${bot.last_seen_at ? html`<${Time} at=${bot.last_seen_at} relative />` : t('org.never')}<//>
      ${TEXTS.filter((field) => bot[field]).map((field) => html`<${Fact} key=${field} label=${t(`org.bot.${field}`)}>${bot[field]}<//>`)}
      ${LISTS.filter((field) => bot[field]?.length > 0).map(
        (field) => html`<${Fact} key=${field} label=${t(`org.bot.${field}`)}>${bot[field].map((word) => html`<${Badge} key=${word}>${word}<//> `)}<//>`,
      )}
      ${VALUES.filter((field) => bot[field] !== null).map((field) => html`<${Fact} key=${field} label=${t(`org.bot.${field}`)}><${JsonView} value=${bot[field]} /><//>`)}
    </dl>
  `;
}

/** Something to know. @param {{label: string}} props */
export function Fact({ label, children }) {
  return html`<div class="fact"><dt>${label}</dt><dd>${children}</dd></div>`;
}
