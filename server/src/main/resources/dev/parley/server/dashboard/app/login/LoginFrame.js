import { html } from 'app/core/html.js';
import { LanguageMenu } from 'app/ui/LanguageMenu.js';
import { Logo } from 'app/ui/Logo.js';
import { ThemeMenu } from 'app/ui/ThemeMenu.js';

/** What is around a form to sign in with. @param {{intro: string, link: {href: string, text: string}}} props */
export function LoginFrame({ intro, link, children }) {
  return html`
    <div class="login">
      <header class="login-head">
        <${LanguageMenu} />
        <${ThemeMenu} />
      </header>
      <main class="login-card">
        <h1 class="login-name"><${Logo} size=${36} />Parley</h1>
        <p class="login-intro">${intro}</p>
        ${children}
      </main>
      <footer class="login-foot"><a href=${link.href}>${link.text}</a></footer>
    </div>
  `;
}
