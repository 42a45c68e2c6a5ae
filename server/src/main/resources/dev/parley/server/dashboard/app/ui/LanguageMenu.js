import { html } from 'app/core/html.js';
import { LOCALES, setLocale, t, useLocale } from 'app/core/i18n.js';
import { IconButton } from 'app/ui/IconButton.js';
import { Menu } from 'app/ui/Menu.js';

/** The page in another language. */
export function LanguageMenu() {
  const current = useLocale();
  const items = Object.entries(LOCALES).map(([language, label]) => ({
    label,
    lang: language,
    checked: language === current,
    onSelect: () => setLocale(language),
  }));
  const trigger = (attributes) => html`<${IconButton} icon="globe" label=${t('language')} ...${attributes} />`;
  return html`<${Menu} label=${t('language')} items=${items} trigger=${trigger} />`;
}
