import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { destroyOrg, renameOrg, restoreOrg, rotateSecret, suspendOrg } from 'app/platform/orgActions.js';
import { usePlatform } from 'app/platform/platform.js';
import { IconButton } from 'app/ui/IconButton.js';
import { Menu } from 'app/ui/Menu.js';

/** What can be done with an organisation. */
export function OrgMenu({ org }) {
  const { orgs } = usePlatform();
  const item = (name, icon, action, danger) => ({
    label: t(`platform.org.${name}`),
    icon,
    danger,
    onSelect: () => action(org, orgs.reload),
  });
  const items = [
    item('rename', 'settings', renameOrg),
    org.status === 'suspended' ? item('restore', 'check', restoreOrg) : item('suspend', 'lock', suspendOrg),
    item('rotate', 'key', rotateSecret),
    item('destroy', 'trash', destroyOrg, true),
  ];
  const label = t('platform.actions.of', { name: org.name });
  return html`
    <${Menu} label=${label} items=${items} trigger=${(attributes) => html`<${IconButton} icon="more" label=${label} ...${attributes} />`} />
  `;
}
