import { classes, html, useEffect, useRef } from 'app/core/html.js';

/**
 * A part of the page at its side; on phones it slides in over the rest while `open`. Esc, or touching the rest, closes it.
 *
 * @param {{label: string, open: boolean, onClose: () => void, side?: 'left' | 'right'}} props
 */
export function Drawer({ label, open, onClose, side = 'left', children }) {
  const ref = useRef(null);
  useEffect(() => {
    if (open) {
      ref.current.focus();
    }
  }, [open]);
  const onKeyDown = (event) => {
    if (event.key === 'Escape' && open) {
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
