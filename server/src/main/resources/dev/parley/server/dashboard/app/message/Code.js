import { html, useEffect, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { CopyButton } from 'app/ui/CopyButton.js';
import { highlight } from 'app/message/highlight.js';

/**
 * A piece of source code, plain at once and coloured as soon as the colours are there.
 *
 * @param {{text: string, language?: string}} props
 */
export function Code({ text, language }) {
  const coloured = useHighlighted(text, language);
  return html`
    <figure class="code">
      <figcaption>
        <span>${language || t('message.code')}</span>
        <${CopyButton} value=${text} />
      </figcaption>
      <pre tabindex="0"><code>${coloured ? coloured.map(piece) : text}</code></pre>
    </figure>
  `;
}

function piece(part) {
  return typeof part === 'string' ? part : html`<span class=${part.kind}>${part.children.map(piece)}</span>`;
}

/** What cannot be coloured, be it that the library cannot be loaded, stays plain. */
function useHighlighted(text, language) {
  const [result, setResult] = useState({});
  useEffect(() => {
    let live = true;
    highlight(text, language).then(
      (parts) => live && setResult({ text, language, parts }),
      () => {},
    );
    return () => {
      live = false;
    };
  }, [text, language]);
  return result.text === text && result.language === language ? result.parts : null;
}
