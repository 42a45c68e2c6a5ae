import { createStore, useStore } from 'app/core/store.js';

/** The languages, by their names in themselves. */
export const LOCALES = { en: 'English', zh: '中文' };

const KEY = 'parley.locale';
const areas = new Set();
let texts = {};

function preferred() {
  const kept = localStorage.getItem(KEY);
  const wanted = [kept, ...navigator.languages].filter(Boolean).map((tag) => tag.toLowerCase().split('-')[0]);
  return wanted.find((language) => language in LOCALES) ?? 'en';
}

const current = createStore(null);

async function load(language) {
  const modules = await Promise.all([...areas].map((area) => import(`app/i18n/${language}/${area}.js`)));
  texts = Object.assign({}, ...modules.map((module) => module.default));
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : language;
  current.set(language);
}

/** Loads the texts of these areas, in the language in use. Must be waited for before anything is drawn. */
export async function loadTexts(...names) {
  names.forEach((name) => areas.add(name));
  await load(current.get() ?? preferred());
}

/** The language in use: `en` or `zh`. */
export const locale = () => current.get() ?? 'en';

/** The same; the component is drawn again when it changes. */
export const useLocale = () => useStore(current);

/** Changes the language of everything, and keeps it for the next visit. */
export async function setLocale(language) {
  localStorage.setItem(KEY, language);
  await load(language);
}

function chosen(key, params) {
  if (params.count === undefined) {
    return texts[key];
  }
  const form = new Intl.PluralRules(locale()).select(params.count);
  return texts[`${key}.${form}`] ?? texts[`${key}.other`] ?? texts[key];
}

/**
 * A text in the language in use, with `{name}` replaced by `params.name`. If there is a `count`, the text under `key.one` or
 * `key.other` is meant. A key without text is shown itself.
 */
export function t(key, params = {}) {
  const text = chosen(key, params) ?? key;
  return text.replace(/\{(\w+)}/g, (mark, name) => (name in params ? String(params[name]) : mark));
}
