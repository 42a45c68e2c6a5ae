import { socketUrl } from 'app/core/address.js';
import { api } from 'app/core/api.js';
import { sessionEnded } from 'app/core/ending.js';
import { useEffect, useRef } from 'app/core/html.js';
import { createStore, useStore } from 'app/core/store.js';

/**
 * What happens, as it happens: the hub's WebSocket, opened again whenever it is lost, from where it was lost.
 *
 * Handlers get every frame. A `resume` frame says how a connection begins: after `live` and `replay` nothing is missing; after
 * `reset` something is, so everything on the page has to be loaded anew.
 */
const LONGEST_WAIT_MS = 30_000;
const PATIENCE_MS = 2_000;
/** The session, or its organisation, is no more. A bad ticket (4001) is none of these: fetching the next one tells. */
const ENDED = new Set([4002, 4100, 4101]);

const state = createStore('connecting');
const handlers = new Set();
let socket = null;
let attempts = 0;
let seen = { since: 'latest' };
let ready = null;
let late = false;

/** 1, 2, 4 … 30 s, less up to a half by chance: not everybody comes back at the same moment. */
function pause() {
  const longest = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** attempts);
  attempts += 1;
  return longest * (0.5 + Math.random() / 2);
}

/** One handler's mistake is not to keep the frame from the others. */
function tell(handler, frame) {
  try {
    handler(frame);
  } catch (error) {
    reportError(error);
  }
}

function handle(frame) {
  if (frame.type === 'resume') {
    attempts = 0;
    seen.epoch = frame.epoch;
    state.set('connected');
    ready.resolve();
    // The page did not wait for the first connection: what was loaded may be older than it.
    frame.outcome = late ? 'reset' : frame.outcome;
    late = false;
  }
  if (frame.position !== undefined) {
    seen.since = frame.position;
  }
  [...handlers].forEach((handler) => tell(handler, frame));
}

function closed(event) {
  socket = null;
  state.set('disconnected');
  if (ENDED.has(event.code)) {
    sessionEnded();
  } else {
    setTimeout(connect, pause());
  }
}

async function connect() {
  state.set('connecting');
  try {
    const { ticket } = await api.post('/api/ws-ticket');
    socket = new WebSocket(socketUrl('/ws', { ticket, ...seen }));
    socket.onmessage = (event) => handle(JSON.parse(event.data));
    socket.onclose = closed;
  } catch (error) {
    state.set('disconnected');
    if (error.status !== 401) {
      setTimeout(connect, pause());
    }
  }
}

function becomeLate() {
  late = state.get() !== 'connected';
  ready.resolve();
}

export const live = {
  /** Connects and stays connected. Resolves when nothing can be missed by what is loaded now, or after 2 s. */
  start() {
    if (!ready) {
      ready = Promise.withResolvers();
      setTimeout(becomeLate, PATIENCE_MS);
      connect();
    }
    return ready.promise;
  },

  /** Sends a frame. @returns {boolean} false when there is no connection */
  send(frame) {
    const open = socket?.readyState === WebSocket.OPEN;
    if (open) {
      socket.send(JSON.stringify(frame));
    }
    return open;
  },
};

/** `connecting`, `connected` or `disconnected`. */
export const useLiveState = () => useStore(state);

/** Calls the handler with every frame while the component is there; the newest handler, not the first. */
export function useLive(handler) {
  const newest = useRef(handler);
  newest.current = handler;
  useEffect(() => {
    const call = (frame) => newest.current(frame);
    handlers.add(call);
    return () => handlers.delete(call);
  }, []);
}
