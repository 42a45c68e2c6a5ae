import { html, useEffect, useState } from 'app/core/html.js';
import { t } from 'app/core/i18n.js';
import { link } from 'app/core/router.js';
import { logout } from 'app/core/session.js';
import { confirm } from 'app/ui/Confirm.js';
import { Drawer } from 'app/ui/Drawer.js';
import { IconButton } from 'app/ui/IconButton.js';
import { LanguageMenu } from 'app/ui/LanguageMenu.js';
import { LivePill } from 'app/ui/LivePill.js';
import { Logo } from 'app/ui/Logo.js';
import { ThemeMenu } from 'app/ui/ThemeMenu.js';

async function signOut() {
  if (await confirm({ title: t('sign-out.title'), text: t('sign-out.text'), action: t('sign-out') })) {
    await logout();
  }
}

function Header({ title, subtitle, home, actions, live, menu }) {
  return html`
    <header class="header">
      ${menu}
      <a class="header-home" href=${link(home)} aria-label=${t('home')}><${Logo} /></a>
      <div class="header-name">
        <strong>${title}</strong>
        ${subtitle && html`<span>${subtitle}</span>`}
      </div>
      ${live && html`<${LivePill} />`}
      <div class="header-actions">
        ${actions}
        <${LanguageMenu} />
        <${ThemeMenu} />
        <${IconButton} icon="sign-out" label=${t('sign-out')} onClick=${signOut} />
      </div>
    </header>
  `;
}

/**
 * The frame of a console: a header, what it has at its side (a drawer on phones), and the rest.
 *
 * @param {{title: string, subtitle?: string, home?: string, actions?: object, live?: boolean,
 *   sidebar?: object | ((close: () => void) => object), sidebarLabel?: string, atList?: boolean}} props `home` is the place the logo leads to; `actions` are
 *   buttons in the header; `live` shows the state of the connection; `sidebar` may be given what closes it on
 *   phones; `atList` while nothing is chosen from it, so that it is open there by itself
 */
export function Layout({ title, subtitle, home = '/', actions, live = false, sidebar, sidebarLabel = t('navigation'), atList = false, children }) {
  const [open, setOpen] = useState(atList);
  useEffect(() => setOpen(atList), [atList]);
  const close = () => setOpen(false);
  const menu =
    sidebar &&
    html`<${IconButton} class="phone-only" icon="menu" label=${sidebarLabel} aria-expanded=${open} onClick=${() => setOpen(!open)} />`;
  return html`
    <div class="layout">
      <a class="skip" href="#main" onClick=${skipToMain}>${t('skip')}</a>
      <${Header} title=${title} subtitle=${subtitle} home=${home} actions=${actions} live=${live} menu=${menu} />
      <div class="layout-body">
        ${sidebar &&
        html`
          <${Drawer} label=${sidebarLabel} open=${open} onClose=${close}>
            ${typeof sidebar === 'function' ? sidebar(close) : sidebar}
          <//>
        `}
        <main id="main" class="layout-main" tabindex="-1">${children}</main>
      </div>
    </div>
  `;
}

/** A usual link would change the place within the page. */
function skipToMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}
