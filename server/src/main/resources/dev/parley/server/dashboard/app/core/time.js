import { html, useEffect, useState } from 'app/core/html.js';
import { locale, t } from 'app/core/i18n.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const UNITS = [
  ['day', DAY_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
];

const formats = new Map();

/** Formats are dear to make and lists have many times. */
function format(Kind, options) {
  const key = `${Kind.name} ${locale()} ${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    formats.set(key, new Kind(locale(), options));
  }
  return formats.get(key);
}

const dated = (millis, options) => format(Intl.DateTimeFormat, options).format(millis);

const midnight = (millis) => new Date(millis).setHours(0, 0, 0, 0);

/** How long ago: “now”, “5 min. ago”, “2 days ago”. For times to come, “in 5 min.”. */
export function ago(millis, now = Date.now()) {
  const passed = millis - now;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(passed) >= size) ?? ['second', Infinity];
  return format(Intl.RelativeTimeFormat, { numeric: 'auto', style: 'short' }).format(Math.round(passed / length), unit);
}

/** As short as it can be told apart: the clock today, “yesterday”, the weekday within a week, else the date. */
export function shortly(millis, now = Date.now()) {
  const days = Math.round((midnight(now) - midnight(millis)) / DAY_MS);
  if (days <= 0) {
    return dated(millis, { hour: '2-digit', minute: '2-digit' });
  }
  if (days === 1) {
    return t('time.yesterday');
  }
  const sameYear = new Date(now).getFullYear() === new Date(millis).getFullYear();
  return dated(millis, days < 7 ? { weekday: 'short' } : { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
}

/** Day and time, to the second. */
export const exactly = (millis) => dated(millis, { dateStyle: 'medium', timeStyle: 'medium' });

/**
 * A time, short, with the exact one as a tooltip; kept up to date.
 *
 * @param {{at: number, relative?: boolean}} props `at` in milliseconds; `relative` for “x ago”
 */
export function Time({ at, relative = false }) {
  const [, redraw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => redraw((n) => n + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return html`<time datetime=${new Date(at).toISOString()} title=${exactly(at)}>${relative ? ago(at) : shortly(at)}</time>`;
}
