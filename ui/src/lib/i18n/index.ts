import { useCallback } from 'react';
import { oneOf } from '../storage';
import { rememberedStore, useValue } from '../store';
import { en } from './en';
import { zh } from './zh';

export type Language = 'en' | 'zh';
export const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** Every text the screen may say: the feature's name, a dot, and a key of its dictionary. */
export type TextKey = {
  [Part in keyof typeof en & string]: `${Part}.${keyof (typeof en)[Part] & string}`;
}[keyof typeof en & string];

export type TextValues = Readonly<Record<string, string | number>>;

export const language = rememberedStore<Language>('language', preferredLanguage(), oneOf('en', 'zh'));

const dictionaries: Record<Language, Record<string, Record<string, string>>> = { en, zh };

/** The text for a key in the present language. In components use `useText`, which follows a switch. */
export function text(key: TextKey, values?: TextValues): string {
  return textIn(language.get(), key, values);
}

/** `const text = useText(); … text('kit.copy')`: re-renders when the language changes. */
export function useText(): (key: TextKey, values?: TextValues) => string {
  const chosen = useValue(language);
  return useCallback((key: TextKey, values?: TextValues) => textIn(chosen, key, values), [chosen]);
}

export function textIn(chosen: Language, key: TextKey, values: TextValues = {}): string {
  const dot = key.indexOf('.');
  const pattern = dictionaries[chosen][key.slice(0, dot)]?.[key.slice(dot + 1)];
  return pattern === undefined ? key : fill(plural(pattern, values['count']), values);
}

/** Call once at the start: the document's language follows the choice, for fonts and screen readers. */
export function applyLanguage(root: HTMLElement): void {
  const put = () => {
    root.lang = language.get() === 'zh' ? 'zh-CN' : 'en';
  };
  put();
  language.subscribe(put);
}

/** `one job|{count} jobs`: the first form is for exactly one. A text without `|` serves every count. */
function plural(pattern: string, count: string | number | undefined): string {
  if (count === undefined) return pattern;
  const [one = '', many] = pattern.split('|');
  return many === undefined || Number(count) === 1 ? one : many;
}

function fill(pattern: string, values: TextValues): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}

function preferredLanguage(): Language {
  return globalThis.navigator?.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
