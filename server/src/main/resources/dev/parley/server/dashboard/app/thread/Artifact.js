import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { useResource } from 'app/core/resource.js';
import { Code } from 'app/message/Code.js';
import { JsonView } from 'app/message/JsonView.js';
import { Link } from 'app/message/Link.js';
import { Markdown } from 'app/message/Markdown.js';
import { Malformed } from 'app/message/Parts.js';
import { ArtifactDiff } from 'app/thread/ArtifactDiff.js';
import { Button } from 'app/ui/Button.js';
import { ErrorNotice } from 'app/ui/ErrorNotice.js';
import { Select } from 'app/ui/Select.js';
import { Loading } from 'app/ui/Spinner.js';

/**
 * One artifact: its newest version at once, the others when they are asked for, and what changed between two of them.
 *
 * @param {{source: object, latest: any}} props
 */
export function Artifact({ source, latest }) {
  const [open, setOpen] = useState(false);
  if (latest.version === 1 || !open) {
    return html`
      <div class="artifact-body">
        ${latest.version > 1 &&
        html`<${Button} kind="quiet" icon="history" onClick=${() => setOpen(true)}>${t('thread.artifact.history')}<//>`}
        <${Content} artifact=${latest} />
      </div>
    `;
  }
  return html`<${History} key=${latest.version} source=${source} latest=${latest} />`;
}

function History({ source, latest }) {
  const { data, error, reload } = useResource(() => source.versions(latest.artifact_key), [source, latest]);
  const [shown, setShown] = useState(latest.version);
  const [base, setBase] = useState(0);
  if (!data) {
    return error ? html`<${ErrorNotice} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  }
  const artifact = data.find(({ version }) => version === shown) ?? latest;
  const older = data.filter(({ version }) => version < shown);
  const compared = older.some(({ version }) => version === base) ? base : 0;
  return html`
    <div class="artifact-body">
      <div class="artifact-versions">
        <${Select}
          label=${t('thread.artifact.shown')}
          value=${String(shown)}
          options=${data.map(versionOption).reverse()}
          onChange=${(version) => setShown(Number(version))}
        />
        <${Select}
          label=${t('thread.artifact.compare')}
          value=${String(compared)}
          options=${[{ value: '0', label: t('thread.artifact.compare.none') }, ...older.map(versionOption).reverse()]}
          onChange=${(version) => setBase(Number(version))}
        />
      </div>
      ${compared > 0
        ? html`<${ArtifactDiff} source=${source} artifactKey=${latest.artifact_key} from=${compared} to=${shown} />`
        : html`<${Content} artifact=${artifact} />`}
    </div>
  `;
}

function versionOption({ version }) {
  return { value: String(version), label: t('thread.artifact.version', { version }) };
}

const SHOWN = {
  markdown: ({ content }) => html`<${Markdown} text=${content ?? ''} />`,
  json: ({ content }) => html`<${JsonView} value=${content} />`,
  code: ({ content, language }) => html`<${Code} text=${content ?? ''} language=${language} />`,
  text: ({ content }) => html`<pre class="artifact-text" tabindex="0">${content}</pre>`,
  file: address,
  link: address,
};

function Content({ artifact }) {
  const show = Object.hasOwn(SHOWN, artifact.type) ? SHOWN[artifact.type] : () => html`<${Malformed} />`;
  return html`
    ${artifact.format_warning && html`<p class="thread-notice" role="note">${t('thread.artifact.warning')}</p>`} ${show(artifact)}
  `;
}

function address({ url, content, title, artifact_key: key }) {
  const target = url ?? content;
  return target ? html`<${Link} class="part-link" href=${target}>${title || target}<//>` : html`<p>${key}</p>`;
}
