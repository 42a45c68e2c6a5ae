import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useLive } from 'app/core/live.js';
import { useResource } from 'app/core/resource.js';
import { Time } from 'app/core/time.js';
import { Button } from 'app/ui/Button.js';
import { toastError } from 'app/ui/Toast.js';

/**
 * Who waits to be let into a thread, for those who may decide.
 *
 * @param {{source: object, thread: any, powers: import('app/thread/powers.js').Powers, onChange: (change: Promise) => Promise}} props
 */
export function JoinRequests(props) {
  return props.powers.decide && html`<${Requests} ...${props} />`;
}

function Requests({ source, onChange }) {
  const { data, reload } = useResource(source.joinRequests, [source]);
  useLive((event) => {
    if (event.type === 'thread_join_request' && event.thread_id === source.id) {
      reload();
    }
  });
  const decide = async (decision) => {
    await onChange(decision.then(source.get)).catch(toastError);
    await reload();
  };
  return (
    data?.length > 0 &&
    html`
      <h4>${t('thread.requests')}</h4>
      <ul class="join-requests">
        ${data.map(
          ({ id, bot_name: name, requested_at: at }) => html`
            <li key=${id}>
              <span class="participant-name">${name}</span> <${Time} at=${at} />
              <${Button} onClick=${() => decide(source.approve(id))}>${t('thread.requests.approve')}<//>
              <${Button} kind="quiet" onClick=${() => decide(source.reject(id))}>${t('thread.requests.reject')}<//>
            </li>
          `,
        )}
      </ul>
    `
  );
}
