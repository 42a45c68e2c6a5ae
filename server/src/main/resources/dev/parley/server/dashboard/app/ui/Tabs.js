import { html } from 'app/core/html.js';
import { Badge } from 'app/ui/Badge.js';

/**
 * Which of several parts is shown. Left and right go from one to the next.
 *
 * @param {{label: string, tabs: {id: string, label: string, count?: number}[], active: string,
 *   onChange: (id: string) => void, panel?: string}} props `panel` is the id of the element that shows the part
 */
export function Tabs({ label, tabs, active, onChange, panel }) {
  const onKeyDown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const at = (tabs.findIndex((tab) => tab.id === active) + step + tabs.length) % tabs.length;
      onChange(tabs[at].id);
      event.currentTarget.children[at].focus();
    }
  };
  return html`
    <div class="tabs" role="tablist" aria-label=${label} onKeyDown=${onKeyDown}>
      ${tabs.map(
        (tab) => html`
          <button key=${tab.id} type="button" role="tab" class="tab" aria-selected=${tab.id === active} aria-controls=${panel}
            tabindex=${tab.id === active ? 0 : -1} onClick=${() => onChange(tab.id)}>
            ${tab.label}${tab.count > 0 && html` <${Badge}>${tab.count}<//>`}
          </button>
        `,
      )}
    </div>
  `;
}
