import { useEffect, useRef } from 'app/core/html.js';
import { down, isSwipe, moved, PRESS } from 'app/message/touch.js';

/**
 * Answers a message by swiping it to the left or pressing it long.
 *
 * @param {(() => void) | undefined} onReply nothing happens without
 * @returns {object} a reference for the message's element
 */
export function useReplyGesture(onReply) {
  const element = useRef(null);
  const reply = useRef(onReply);
  reply.current = onReply;
  const enabled = onReply !== undefined;
  useEffect(() => (enabled ? listen(element.current, () => reply.current()) : undefined), [enabled]);
  return element;
}

function listen(element, reply) {
  let gesture = null;
  let timer = 0;
  const set = (next) => {
    gesture = next;
    if (!gesture?.pressing) {
      clearTimeout(timer);
    }
    element.style.setProperty('--shift', `${-(gesture?.shift ?? 0)}px`);
  };
  const handlers = {
    touchstart(event) {
      clearTimeout(timer);
      set(down(points(event)));
      timer = setTimeout(() => {
        if (gesture?.pressing) {
          set(null);
          reply();
        }
      }, PRESS);
    },
    touchmove: (event) => set(moved(gesture, points(event))),
    touchend() {
      const swiped = isSwipe(gesture);
      set(null);
      if (swiped) {
        reply();
      }
    },
    touchcancel: () => set(null),
  };
  const entries = Object.entries(handlers);
  entries.forEach(([type, handler]) => element.addEventListener(type, handler, { passive: true }));
  return () => {
    clearTimeout(timer);
    entries.forEach(([type, handler]) => element.removeEventListener(type, handler));
  };
}

function points(event) {
  return [...event.touches].map((touch) => ({ x: touch.clientX, y: touch.clientY }));
}
