import { html } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { setTheme, THEMES, useTheme } from 'app/core/theme.js';
import { IconButton } from 'app/ui/IconButton.js';
import { Menu } from 'app/ui/Menu.js';

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const current = useTheme();
  const items = THEMES.map((theme) => ({
    label: t(`theme.${theme}`),
    checked: theme === current,
    onSelect: () => setTheme(theme),
  }));
  const trigger = (attributes) => html`<${IconButton} icon="theme" label=${t('theme')} ...${attributes} />`;
  return html`<${Menu} label=${t('theme')} items=${items} trigger=${trigger} />`;
}
