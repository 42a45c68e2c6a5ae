/** Permission policies: what they allow, and how they are edited. Pure functions. */

export const ACTIONS = ['write', 'invite', 'remove', 'resolve', 'close', 'manage'];
export const MAX_LABELS = 5;
export const MAX_LABEL_LENGTH = 64;

const ANYONE = '*';
const INITIATOR = 'initiator';

/**
 * Whether a participant may do something. A policy that cannot be read allows nothing; one that is not there leaves
 * managing to the initiator and everything else to everybody.
 *
 * @param {string | null} policy the thread's, as JSON text
 * @param {string} action
 * @param {{initiator: boolean, label?: string | null}} participant
 */
export function allows(policy, action, { initiator, label }) {
  const lists = policy === null ? {} : parsed(policy);
  if (lists === null) {
    return false;
  }
  const list = lists[action];
  if (list === null || list === undefined) {
    return initiator || action !== 'manage';
  }
  return (
    Array.isArray(list) &&
    (list.includes(ANYONE) || (initiator && list.includes(INITIATOR)) || (Boolean(label) && list.includes(label)))
  );
}

function parsed(policy) {
  try {
    const value = JSON.parse(policy);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * @typedef {object} Rule who may do one thing
 * @property {'unrestricted'|'everyone'|'initiator'|'labels'} mode
 * @property {string[]} labels with mode labels; none of them allows nobody
 */

/**
 * A policy as the editor shows it. Without a list of its own, managing is the initiator's.
 *
 * @param {object | string | null} policy an object or its JSON text
 * @returns {Record<string, Rule>}
 */
export function rulesOf(policy) {
  const lists = (typeof policy === 'string' ? parsed(policy) : policy) ?? {};
  return Object.fromEntries(ACTIONS.map((action) => [action, ruleOf(lists[action], action)]));
}

function ruleOf(list, action) {
  if (!Array.isArray(list)) {
    return { mode: action === 'manage' ? 'initiator' : 'unrestricted', labels: [] };
  }
  if (list.includes(ANYONE)) {
    return { mode: 'everyone', labels: [] };
  }
  return list.length === 1 && list[0] === INITIATOR ? { mode: 'initiator', labels: [] } : { mode: 'labels', labels: list };
}

/**
 * The policy the editor's rules make. What is unrestricted is left out, save managing, which would then be the initiator's.
 *
 * @param {Record<string, Rule>} rules
 * @returns {Record<string, string[]>}
 */
export function policyOf(rules) {
  const lists = ACTIONS.map((action) => [action, listOf(rules[action], action)]);
  return Object.fromEntries(lists.filter(([, list]) => list !== null));
}

function listOf({ mode, labels }, action) {
  switch (mode) {
    case 'everyone':
      return [ANYONE];
    case 'initiator':
      return [INITIATOR];
    case 'labels':
      return labels;
    default:
      return action === 'manage' ? [ANYONE] : null;
  }
}

/**
 * The labels in a text that separates them by commas, each once.
 *
 * @param {string} text
 * @returns {{labels: string[], problem: 'many' | 'long' | null}}
 */
export function readLabels(text) {
  const labels = [...new Set(text.split(/[,，、\n]/).map((label) => label.trim()))].filter((label) => label !== '');
  const long = labels.some((label) => label.length > MAX_LABEL_LENGTH);
  return { labels, problem: labels.length > MAX_LABELS ? 'many' : long ? 'long' : null };
}
