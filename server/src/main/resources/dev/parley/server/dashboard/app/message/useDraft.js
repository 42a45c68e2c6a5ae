import { useEffect, useRef, useState } from 'app/core/html.js';
import { begin, cancel } from 'app/message/reply.js';

/** What was being written elsewhere is there again when the reader comes back. */
const kept = new Map();

/**
 * The text being written, and where its caret stands.
 *
 * @param {string} place what it belongs to
 * @param {any} [reply] the message it answers, whose sender it calls
 * @returns {{text: string, caret: number, moved: number, type: (text: string, caret: number) => void,
 *   set: (text: string, caret: number) => void, look: (caret: number) => void, clear: () => void}} `moved` changes when the
 *   caret has to be placed
 */
export function useDraft(place, reply) {
  const [draft, setDraft] = useState(() => ({ text: kept.get(place) ?? '', caret: 0, moved: 0 }));
  const inserted = useRef('');
  const change = (next, move) =>
    setDraft((old) => {
      const changed = { ...old, ...next(old), moved: old.moved + (move ? 1 : 0) };
      keep(place, changed.text);
      return changed;
    });

  useEffect(() => {
    if (!reply) {
      return undefined;
    }
    change((old) => {
      const begun = begin(old.text, reply.sender_name);
      inserted.current = begun.inserted;
      return { text: begun.text, caret: begun.text.length };
    }, true);
    return () => change((old) => ({ text: cancel(old.text, inserted.current) }), false);
  }, [reply?.id]);

  return {
    ...draft,
    type: (text, caret) => change(() => ({ text, caret }), false),
    set: (text, caret) => change(() => ({ text, caret }), true),
    look: (caret) => setDraft((old) => (old.caret === caret ? old : { ...old, caret })),
    clear: () => change(() => ({ text: '', caret: 0 }), false),
  };
}

function keep(place, text) {
  if (text === '') {
    kept.delete(place);
  } else {
    kept.set(place, text);
  }
}
