/** So many may wait: without a cap a page in the background, which draws no frames, would fill its memory. */
const MAX_WAITING = 500;

/**
 * Gathers what arrives between two frames, so that a burst is drawn once a frame instead of once a message.
 *
 * @param {(items: any[]) => void} apply gets them in the order of their arrival
 * @returns {{push: (item: any) => void, stop: () => void}}
 */
export function batched(apply) {
  let waiting = [];
  let frame = 0;
  const flush = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    const items = waiting;
    waiting = [];
    apply(items);
  };
  return {
    push(item) {
      waiting.push(item);
      if (waiting.length >= MAX_WAITING) {
        flush();
      } else if (frame === 0) {
        frame = requestAnimationFrame(flush);
      }
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
      waiting = [];
    },
  };
}
