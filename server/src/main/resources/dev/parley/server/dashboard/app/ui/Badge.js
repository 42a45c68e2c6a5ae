import { html } from 'app/core/html.js';

/** A word or number about something. @param {{tone?: 'neutral' | 'accent' | 'info' | 'good' | 'warn' | 'bad'}} props */
export function Badge({ tone = 'neutral', children, ...rest }) {
  return html`<span ...${rest} class=${`badge badge-${tone}`}>${children}</span>`;
}
