import { classes, html, useEffect, useRef } from 'app/core/html.js';

/** Only on phones. */
const covers = (drawer) => getComputedStyle(drawer).position === 'fixed';

/**
 * A part of the page at its side; on phones it slides in over the rest while `open`. Esc, or touching the rest, closes it.
 *
 * @param {{label: string, open: boolean, onClose: () => void, side?: 'left' | 'right'}} props
 */
export function Drawer({ label, open, onClose, side = 'left', children }) {
  const ref = useRef(null);
  useEffect(() => {
    if (open && covers(ref.current)) {
      ref.current.focus();
    }
  }, [open]);
  const onKeyDown = (event) => {
    if (event.key === 'Escape' && open && covers(ref.current)) {
      event.stopPropagation();
      onClose();
    }
  };
  return html`
    <aside ref=${ref} class=${classes('drawer', `drawer-${side}`, open && 'drawer-open')} aria-label=${label} tabindex="-1" onKeyDown=${onKeyDown}>
      ${children}
    </aside>
    ${open && html`<div class="drawer-shade" aria-hidden="true" onClick=${onClose}></div>`}
  `;
}
