import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { IconButton } from 'app/ui/IconButton.js';
import { toast } from 'app/ui/Toast.js';

const DONE_MS = 1_500;

/** Puts a text on the clipboard. @param {{value: string, label?: string}} props */
export function CopyButton({ value, label = t('copy') }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setDone(true);
      setTimeout(() => setDone(false), DONE_MS);
    } catch {
      toast(t('copy.failed'), 'bad');
    }
  };
  return html`<${IconButton} icon=${done ? 'check' : 'copy'} label=${done ? t('copy.done') : label} onClick=${copy} />`;
}
