import { url } from 'app/core/address.js';
import { ApiError } from 'app/core/failure.js';
import { html, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { attempt } from 'app/platform/platform.js';
import { Button } from 'app/ui/Button.js';

/** The browser keeps it outside of the page's memory, however large it is. One that breaks off fails. */
async function fetchBackup() {
  const response = await fetch(url('/api/platform/backup'), { method: 'POST' }).catch((error) => {
    throw ApiError.unreachable(error);
  });
  if (!response.ok) {
    throw ApiError.of(response.status, await response.json().catch(() => null));
  }
  return response.blob().catch(() => {
    throw new Error(t('platform.backup.broken'));
  });
}

function offer(blob) {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = `parley-backup-${new Date().toISOString().slice(0, 16).replace(':', '')}.zip`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Everything the hub has, as a file. */
export function Backup() {
  const [busy, setBusy] = useState(false);
  const backUp = async () => {
    setBusy(true);
    await attempt(async () => offer(await fetchBackup()), t('platform.backup.done'));
    setBusy(false);
  };
  return html`
    <div class="platform-text">
      <p>${t('platform.backup.text')}</p>
      <p class="notice notice-warn"><span>${t('platform.backup.warning')}</span></p>
      <p class="soft">${t('platform.backup.restore')} <code>java -jar parley.jar restore</code></p>
      <${Button} kind="primary" icon="download" busy=${busy} onClick=${backUp}>${t('platform.backup.make')}<//>
    </div>
  `;
}
