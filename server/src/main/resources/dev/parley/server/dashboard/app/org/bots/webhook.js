/** Positions in the journal and times: 1024 positions are a millisecond, which whole numbers here hold until the year 2248. */
const PER_MILLI = 1024;

/** When what is at a position happened, in ms. */
export const timeOf = (position) => Math.floor(position / PER_MILLI);

/** The position after which everything comes that happened at that time (ms) or later. */
export const before = (millis) => Math.max(0, millis * PER_MILLI - 1);

/** In words of the dashboard's texts, how a webhook fares. */
export function stateOf({ degraded, healthy, attempts }) {
  if (degraded) {
    return { id: 'degraded', tone: 'bad' };
  }
  return healthy && attempts === 0 ? { id: 'healthy', tone: 'good' } : { id: 'failing', tone: 'warn' };
}
