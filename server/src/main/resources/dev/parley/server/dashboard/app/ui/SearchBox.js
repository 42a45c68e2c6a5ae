import { html, useEffect, useRef, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Icon } from 'app/ui/Icon.js';
import { IconButton } from 'app/ui/IconButton.js';

/**
 * What to look for; tells when typing pauses, or at once by Enter. Esc empties it.
 *
 * @param {{label: string, onSearch: (text: string) => void, delay?: number, initial?: string}} props `delay` in milliseconds
 */
export function SearchBox({ label, onSearch, delay = 300, initial = '', ...rest }) {
  const [text, setText] = useState(initial);
  const told = useRef(initial);
  const tell = (value) => {
    const wanted = value.trim();
    if (wanted !== told.current) {
      told.current = wanted;
      onSearch(wanted);
    }
  };
  useEffect(() => {
    const timer = setTimeout(() => tell(text), delay);
    return () => clearTimeout(timer);
  }, [text]);
  const clear = () => (setText(''), tell(''));
  const onKeyDown = (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      tell(text);
    } else if (event.key === 'Escape' && text) {
      event.stopPropagation();
      clear();
    }
  };
  return html`
    <div class="search-box" role="search">
      <${Icon} name="search" size=${16} />
      <input class="input" type="text" enterkeyhint="search" autocomplete="off" ...${rest} aria-label=${label} placeholder=${label}
        value=${text} onInput=${(event) => setText(event.currentTarget.value)} onKeyDown=${onKeyDown} />
      ${text && html`<${IconButton} icon="close" size=${14} label=${t('search.clear')} onClick=${clear} />`}
    </div>
  `;
}
