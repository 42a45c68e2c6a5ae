import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { Artifacts } from 'app/thread/Artifacts.js';
import { JoinRequests } from 'app/thread/JoinRequests.js';
import { Participants } from 'app/thread/Participants.js';
import { ThreadSettings } from 'app/thread/ThreadSettings.js';
import { Drawer } from 'app/ui/Drawer.js';
import { IconButton } from 'app/ui/IconButton.js';

const PANELS = {
  participants: (props) => html`<${Participants} ...${props} /><${JoinRequests} ...${props} />`,
  artifacts: (props) => html`<${Artifacts} ...${props} />`,
  settings: (props) => html`<${ThreadSettings} key=${settingsOf(props.thread)} ...${props} />`,
};

/** When somebody else changes them, the form begins anew. */
function settingsOf({ visibility, join_policy: join, permission_policy: policy }) {
  return JSON.stringify([visibility, join, policy]);
}

/**
 * What stands beside a thread's messages; on phones, above them.
 *
 * @param {object} props besides these, what the panels take
 * @param {string | null} props.panel the open one
 * @param {() => void} props.onClose
 */
export function ThreadPanels({ panel, onClose, ...props }) {
  return (
    panel !== null &&
    html`
      <${Drawer} side="right" label=${t(`thread.panel.${panel}`)} open onClose=${onClose}>
        <div class="thread-panel">
          <header class="thread-panel-head">
            <h3>${t(`thread.panel.${panel}`)}</h3>
            <${IconButton} icon="close" label=${t('close')} onClick=${onClose} />
          </header>
          ${PANELS[panel](props)}
        </div>
      <//>
    `
  );
}
