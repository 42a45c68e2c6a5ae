import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Time } from 'app/core/time.js';
import { Artifact } from 'app/thread/Artifact.js';
import { Badge } from 'app/ui/Badge.js';
import { Empty } from 'app/ui/Empty.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Loading } from 'app/ui/Spinner.js';

/**
 * What a thread has brought forth: the newest version of each artifact, which opens to show it and those before it.
 *
 * @param {{source: object, artifacts: {data: any[] | null, error: Error | null, reload: () => void}}} props
 */
export function Artifacts({ source, artifacts }) {
  const { data, error, reload } = artifacts;
  if (!data) {
    return error ? html`<${ErrorNotice} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  }
  return data.length === 0
    ? html`<${Empty} title=${t('thread.artifacts.none')} />`
    : data.map((artifact) => html`<${Entry} key=${artifact.artifact_key} source=${source} artifact=${artifact} />`);
}

function Entry({ source, artifact }) {
  return html`
    <details class="artifact" data-key=${artifact.artifact_key}>
      <summary>
        <span class="artifact-title">${artifact.title || artifact.artifact_key}</span>
        <${Badge}>${artifact.type}<//>
        <${Badge} tone="accent">${t('thread.artifact.version', { version: artifact.version })}<//>
        <${Time} at=${artifact.updated_at} />
      </summary>
      <${Artifact} source=${source} latest=${artifact} />
    </details>
  `;
}
