import { upload } from 'app/core/api.js';
import { useCallback, useEffect, useReducer, useRef } from 'app/core/html.js';
import { attachments, due } from 'app/message/attachments.js';

const URL = '/api/files/upload';
let lastId = 0;

/**
 * Pictures being uploaded for a message, some at a time. What is on its way when the component goes is given up.
 *
 * @returns {{list: import('app/message/attachments.js').Attachment[], add: (files: File[]) => void,
 *   remove: (id: number) => void, retry: (id: number) => void, clear: (ids: number[]) => void}}
 */
export function useUploads() {
  const [list, dispatch] = useReducer(attachments, []);
  const running = useRef(new Map()).current;
  useEffect(() => () => running.forEach((controller) => controller.abort()), []);
  useEffect(() => {
    due(list)
      .filter((item) => !running.has(item.id))
      .forEach((item) => start(item, running, dispatch));
  }, [list]);

  const add = useCallback((files) => {
    dispatch({ type: 'add', items: files.map((file) => ({ id: ++lastId, file })) });
  }, []);
  const remove = useCallback((id) => {
    running.get(id)?.abort();
    dispatch({ type: 'remove', id });
  }, []);
  const retry = useCallback((id) => dispatch({ type: 'change', id, to: { state: 'waiting', progress: 0 } }), []);
  const clear = useCallback((ids) => dispatch({ type: 'clear', ids }), []);
  return { list, add, remove, retry, clear };
}

async function start({ id, file }, running, dispatch) {
  const controller = new AbortController();
  const change = (to) => dispatch({ type: 'change', id, to });
  running.set(id, controller);
  change({ state: 'sending', problem: undefined });
  try {
    const options = { signal: controller.signal, onProgress: (progress) => change({ progress }) };
    const stored = await upload(URL, file, options);
    change({ state: 'done', progress: 1, url: stored.url });
  } catch (error) {
    change({ state: 'failed', problem: error.message });
  } finally {
    running.delete(id);
  }
}
