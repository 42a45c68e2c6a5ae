import { classes, html } from 'app/core/html.js';
import { arrowKeys } from 'app/core/keys.js';
import { Icon } from 'app/ui/Icon.js';
import { Popover } from 'app/ui/Popover.js';

const moveFocus = arrowKeys('[role^="menuitem"]:not(:disabled)');

/**
 * Things to do, or one of several to choose.
 *
 * @param {{label: string, trigger: (attributes: object) => object, items: {label: string, onSelect: () => void, icon?: string,
 *   danger?: boolean, disabled?: boolean, checked?: boolean, lang?: string}[]}} props with `checked`, which one is chosen
 */
export function Menu({ label, trigger, items }) {
  const choose = (item, close) => {
    close();
    item.onSelect();
  };
  const draw = (item, close) => html`
    <button key=${item.label} type="button" tabindex="-1" lang=${item.lang} disabled=${item.disabled}
      role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked=${item.checked}
      class=${classes('menu-item', item.danger && 'menu-item-danger')} onClick=${() => choose(item, close)}>
      <span class="menu-icon">${item.checked ? html`<${Icon} name="check" size=${16} />` : item.icon && html`<${Icon} name=${item.icon} size=${16} />`}</span>
      ${item.label}
    </button>
  `;
  return html`
    <${Popover} label=${label} role="menu" trigger=${trigger} onKeyDown=${moveFocus}>
      ${(close) => items.map((item) => draw(item, close))}
    <//>
  `;
}
