import { classes, html } from 'app/core/html.js';
import { liveHref } from 'app/message/links.js';

/**
 * A link somebody else wrote: live only if it leads to where links may lead, else the text alone.
 *
 * @param {{href: unknown, title?: string, class?: string, children: any}} props
 */
export function Link({ href, title, class: className, children }) {
  const live = liveHref(href);
  return live === null
    ? html`<span class=${classes('dead-link', className)} title=${String(href)}>${children}</span>`
    : html`<a class=${className} href=${live} title=${title} target="_blank" rel="noopener noreferrer nofollow">${children}</a>`;
}
