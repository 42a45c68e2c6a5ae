import { api } from 'app/core/api.js';
import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { Time } from 'app/core/time.js';
import { Fact } from 'app/org/bots/BotAbout.js';
import { DeadLetters } from 'app/org/bots/DeadLetters.js';
import { Deliveries } from 'app/org/bots/Deliveries.js';
import { askWhence, replay } from 'app/org/bots/Replay.js';
import { stateOf, timeOf } from 'app/org/bots/webhook.js';
import { Badge } from 'app/ui/Badge.js';
import { Button } from 'app/ui/Button.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Loading } from 'app/ui/Spinner.js';
import { toast, toastError } from 'app/ui/Toast.js';

/** How the deliveries to a bot's webhook go, and what can be done when they do not. @param {{bot: object}} props */
export function BotWebhook({ bot }) {
  const path = `/api/org/bots/${bot.id}/webhook`;
  const webhook = useResource(() => api.get(path), [path]);
  if (!webhook.data) {
    if (webhook.error?.status === 404) {
      return html`<${Empty} icon="link" title=${t('org.webhook.none')} />`;
    }
    return webhook.error ? html`<${ErrorNotice} error=${webhook.error} onRetry=${webhook.reload} />` : html`<${Loading} />`;
  }
  const goOn = async (position) => {
    if (position !== null && (await replay(path, position))) {
      await webhook.reload();
    }
  };
  return html`
    <${Health} path=${path} webhook=${webhook} onReplay=${async () => goOn(await askWhence())} />
    <${DeadLetters} path=${path} version=${webhook.data} onReplay=${goOn} />
    <${Deliveries} path=${path} version=${webhook.data} />
  `;
}

function Health({ path, webhook: { data, loading, reload }, onReplay }) {
  const state = stateOf(data);
  const moment = (millis) => (millis === null ? t('org.never') : html`<${Time} at=${millis} relative />`);
  return html`
    <section class="card" aria-label=${t('org.webhook.health')}>
      <header class="card-head">
        <h2>${data.url}</h2>
        <${Badge} tone=${state.tone}>${t(`org.webhook.${state.id}`)}<//>
        <div class="org-actions">
          <${Button} icon="refresh" busy=${loading} onClick=${reload}>${t('org.refresh')}<//>
          <${Button} icon="send" onClick=${() => test(path).then(reload)}>${t('org.webhook.test')}<//>
          <${Button} icon="history" onClick=${onReplay}>${t('org.webhook.replay')}<//>
        </div>
      </header>
      ${data.degraded && html`<p class="notice notice-bad"><span>${t('org.webhook.degraded.text', { count: data.consecutive_failures })}</span></p>`}
      <dl class="facts">
        <${Fact} label=${t('org.webhook.success')}>${moment(data.last_success)}<//>
        <${Fact} label=${t('org.webhook.failure')}>${moment(data.last_failure)}<//>
        <${Fact} label=${t('org.webhook.position')}>${data.pending ? html`${t('org.webhook.pending')} <${Time} at=${timeOf(data.position)} />` : t('org.webhook.all')}<//>
        ${data.next_attempt_at !== null && html`<${Fact} label=${t('org.webhook.next')}>${moment(data.next_attempt_at)} · ${t('org.webhook.attempts', { count: data.attempts })}<//>`}
        <${Fact} label=${t('org.webhook.events')}>${data.event_types?.join(', ') ?? t('org.webhook.events.all')}<//>
        <${Fact} label=${t('org.webhook.signed')}>${t(data.has_secret ? 'org.yes' : 'org.no')}<//>
      </dl>
    </section>
  `;
}

async function test(path) {
  try {
    const { delivered, status, error, duration_ms: millis } = await api.post(`${path}/test`);
    toast(delivered ? t('org.webhook.tested', { status, millis }) : t('org.webhook.test.failed', { error }), delivered ? 'good' : 'bad');
  } catch (error) {
    toastError(error);
  }
}
