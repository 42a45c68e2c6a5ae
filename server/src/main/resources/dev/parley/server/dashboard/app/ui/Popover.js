import { html, useEffect, useId, useRef, useState } from 'app/core/html.js';

const GAP = 6;

/** Below what opens it, or above where there is more room; within the window in any case. */
function place(panel, opener) {
  const from = opener.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const below = from.bottom + GAP;
  const top = below + height <= innerHeight - GAP ? below : Math.max(GAP, from.top - GAP - height);
  const left = Math.max(GAP, Math.min(from.left, innerWidth - GAP - width));
  panel.style.setProperty('top', `${top}px`);
  panel.style.setProperty('left', `${left}px`);
}

/**
 * Something that opens beside a button and goes when anything else is done. The browser shows it above everything.
 *
 * @param {{trigger: (attributes: object) => object, label: string, children: object | ((close: () => void) => object)}} props
 *   `trigger` draws the button with the attributes that open it; `label` names what opens
 */
export function Popover({ trigger, label, role = 'dialog', onKeyDown, children }) {
  const id = useId();
  const panel = useRef(null);
  const [open, setOpen] = useState(false);
  const opener = () => document.querySelector(`[popovertarget="${id}"]`);
  const onToggle = (event) => {
    if (event.target === panel.current) {
      setOpen(event.newState === 'open');
    }
  };
  useEffect(() => {
    if (open) {
      place(panel.current, opener());
      panel.current.querySelector('[autofocus], [role^="menuitem"], input, button')?.focus();
    }
  }, [open]);
  const close = () => {
    panel.current?.hidePopover();
    opener()?.focus();
  };
  return html`
    ${trigger({ popovertarget: id, 'aria-haspopup': role, 'aria-expanded': open })}
    <div id=${id} ref=${panel} popover="auto" class="popover" role=${role} aria-label=${label} onToggle=${onToggle} onKeyDown=${onKeyDown}>
      ${open && (typeof children === 'function' ? children(close) : children)}
    </div>
  `;
}
