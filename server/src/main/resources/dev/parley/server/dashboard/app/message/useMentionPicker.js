import { useState } from 'app/core/html.js';
import { candidates, complete, mentionAt } from 'app/message/mentions.js';

/**
 * Completes mentions while they are typed.
 *
 * @param {string} text
 * @param {number} caret
 * @param {{bot_id: string, name: string, online: boolean}[]} participants
 * @param {(text: string, caret: number) => void} onChange gets the completed text
 */
export function useMentionPicker(text, caret, participants, onChange) {
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState(-1);
  const mention = mentionAt(text, caret);
  const found = mention && mention.start !== dismissed ? candidates(mention.query, participants) : [];
  const active = Math.min(chosen, found.length - 1);

  const pick = (index) => {
    const completed = complete(text, mention, found[index].name);
    setChosen(0);
    onChange(completed.text, completed.caret);
  };
  const move = (by) => setChosen((active + by + found.length) % found.length);
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => pick(active),
    Tab: () => pick(active),
    Escape: () => setDismissed(mention.start),
  };
  /** @returns {boolean} whether the key was for the picker */
  const onKey = (event) => {
    const act = found.length > 0 && !event.shiftKey && Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
    return act !== null;
  };
  const onText = () => {
    setChosen(0);
    setDismissed(-1);
  };
  return { found, active, pick, choose: setChosen, onKey, onText };
}
