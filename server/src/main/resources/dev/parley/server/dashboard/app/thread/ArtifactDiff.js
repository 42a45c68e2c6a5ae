import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { rowsOf } from 'app/thread/diff.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Loading } from 'app/ui/Spinner.js';

/** More lines would make the page slow; the rest is in the artifact itself. */
const MAX_ROWS = 2000;

const MARKS = { same: ' ', removed: '−', added: '+', gap: '' };

/**
 * What changed from one version of an artifact to another, line by line.
 *
 * @param {{source: object, artifactKey: string, from: number, to: number}} props versions
 */
export function ArtifactDiff({ source, artifactKey, from, to }) {
  const { data, error, reload } = useResource(() => source.diff(artifactKey, from, to), [source, artifactKey, from, to]);
  if (error) {
    return html`<${ErrorNotice} error=${error} onRetry=${reload} />`;
  }
  if (!data) {
    return html`<${Loading} />`;
  }
  return data.identical ? html`<p>${t('thread.artifact.identical')}</p>` : html`<${Rows} diff=${data} />`;
}

function Rows({ diff }) {
  const rows = rowsOf(diff.unified_diff);
  const label = t('thread.artifact.changes', { from: diff.from, to: diff.to });
  return html`
    ${diff.coarse && html`<p class="thread-notice" role="note">${t('thread.artifact.coarse')}</p>`}
    <div class="diff" role="region" aria-label=${label} tabindex="0">
      <table>
        <tbody>
          ${rows.slice(0, MAX_ROWS).map(row)}
        </tbody>
      </table>
    </div>
    ${rows.length > MAX_ROWS && html`<p>${t('thread.artifact.cut', { lines: rows.length - MAX_ROWS })}</p>`}
  `;
}

function row({ kind, from, to, text, changed }) {
  return html`
    <tr data-kind=${kind}>
      <td class="diff-line">${from}</td>
      <td class="diff-line">${to}</td>
      <td class="diff-mark">${MARKS[kind]}</td>
      <td class="diff-text">${changed ? parts(text, changed) : text}</td>
    </tr>
  `;
}

function parts(text, [start, end]) {
  return html`${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}`;
}
