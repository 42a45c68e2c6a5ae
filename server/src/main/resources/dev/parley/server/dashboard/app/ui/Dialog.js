import { classes, html, useEffect, useId, useRef } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { IconButton } from 'app/ui/IconButton.js';

/**
 * Something to be dealt with before going on. The browser keeps the focus in it and gives it back; Esc closes it.
 *
 * @param {{title: string, onClose: () => void, actions?: object, wide?: boolean, onSubmit?: () => void}} props with `onSubmit`
 *   it is a form: Enter in a field submits, as does a button of `actions` with `type="submit"`
 */
export function Dialog({ title, onClose, actions, wide = false, onSubmit, children }) {
  const ref = useRef(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      opener?.focus?.();
    };
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  const submit = (event) => {
    event.preventDefault();
    onSubmit?.();
  };
  const closeOutside = (event) => event.target === ref.current && onClose();
  return html`
    <dialog ref=${ref} class=${classes('dialog', wide && 'dialog-wide')} aria-labelledby=${id} onCancel=${cancel} onPointerDown=${closeOutside}>
      <form class="dialog-form" onSubmit=${submit} noValidate>
        <header class="dialog-head">
          <h2 id=${id}>${title}</h2>
          <${IconButton} icon="close" label=${t('close')} onClick=${onClose} />
        </header>
        <div class="dialog-body">${children}</div>
        ${actions && html`<footer class="dialog-foot">${actions}</footer>`}
      </form>
    </dialog>
  `;
}
