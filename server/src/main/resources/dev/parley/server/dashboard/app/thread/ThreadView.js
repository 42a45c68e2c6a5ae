import { html, useMemo, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useTitle } from 'app/core/router.js';
import { useSession } from 'app/core/session.js';
import { Composer } from 'app/message/Composer.js';
import { Message } from 'app/message/Message.js';
import { MessageList } from 'app/message/MessageList.js';
import { powersIn } from 'app/thread/powers.js';
import { ThreadHeader } from 'app/thread/ThreadHeader.js';
import { ThreadPanels } from 'app/thread/ThreadPanels.js';
import { isTerminal } from 'app/thread/status.js';
import { useThread } from 'app/thread/useThread.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Loading } from 'app/ui/Spinner.js';

/** When the hub has not said how large pictures may be, in MiB. */
const FALLBACK_SIZE = 10;

/**
 * A thread with everything that can be seen and done in it. Give it a `key` with the thread's id.
 *
 * @param {object} props
 * @param {object} props.source `botSource(…)` or `orgSource(…)`, the same one while the thread is
 * @param {{id: string, at: number}} [props.target] the message to show first, with its time in ms
 * @param {() => void} [props.onBack] leads back to the list, on phones
 */
export function ThreadView({ source, target, onBack }) {
  const { thread, artifacts, messages } = useThread(source, target);
  useTitle(thread.data?.topic);
  const [reply, setReply] = useState(null);
  const [panel, setPanel] = useState(null);
  const powers = useMemo(() => thread.data && powersIn(thread.data, source), [thread.data, source]);
  if (!thread.data) {
    return thread.error ? html`<${ErrorNotice} error=${thread.error} onRetry=${thread.reload} />` : html`<${Loading} />`;
  }
  const common = { source, thread: thread.data, powers, onChange: (changes) => change(thread, changes) };
  return html`
    <section class="thread" aria-label=${thread.data.topic}>
      <${ThreadHeader} ...${common} panel=${panel} onPanel=${setPanel} onBack=${onBack} />
      <div class="thread-body">
        <div class="thread-talk">
          <${MessageList} source=${messages} label=${t('thread.messages')} target=${target?.id}>
            ${(message) => html`
              <${Message}
                message=${message}
                self=${source.self}
                onReply=${powers.write ? setReply : undefined}
                receipts=${source.receipts(message)}
              />
            `}
          <//>
          <${Writing} ...${common} messages=${messages} reply=${reply} onReplyEnd=${() => setReply(null)} />
        </div>
        <${ThreadPanels} ...${common} artifacts=${artifacts} panel=${panel} onClose=${() => setPanel(null)} />
      </div>
    </section>
  `;
}

/** The hub answers with the thread alone, without those in it. */
async function change(thread, changes) {
  const answer = await changes;
  thread.set((known) => ({ ...known, ...answer }));
}

/** The composer, or why there is none. */
function Writing({ source, thread, powers, messages, reply, onReplyEnd }) {
  const session = useSession();
  if (source.self === undefined) {
    return null;
  }
  if (!powers.write) {
    const why = isTerminal(thread.status) ? t('thread.over', { status: t(`thread.status.${thread.status}`) }) : t('thread.mute');
    return html`<p class="thread-notice" role="note">${why}</p>`;
  }
  const send = async (body) => messages.arrive(await source.send(body));
  return html`
    <${Composer}
      place=${source.id}
      participants=${thread.participants.filter((participant) => participant.bot_id !== source.self)}
      reply=${reply}
      onReplyEnd=${onReplyEnd}
      onSend=${send}
      maxBytes=${(session?.config.max_file_size_mb ?? FALLBACK_SIZE) * 1024 * 1024}
    />
  `;
}
