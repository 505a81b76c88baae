// SPDX-License-Identifier: GPL-2.0-or-later
// What the pages say, in two languages; both dictionaries have the same keys (tests/unit/words.test.mjs).
import zh from '../words/zh.json';
import en from '../words/en.json';

export type Language = 'zh' | 'en';
export type Key = keyof typeof zh;
/** A text of the server in both languages. */
export interface Text {
  zh: string;
  en: string;
}

const dictionaries: Record<Language, Record<string, string>> = { zh, en };

let current: Language = 'zh';

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  document.title = say('page.title');
}

/** The words of a key; `{name}` is replaced by what is given. */
export function say(key: Key, given: Record<string, string | number> = {}): string {
  return dictionaries[current][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in given ? String(given[name]) : whole,
  );
}

/** The words of a code of the data, such as a level; a code nobody knows stands for itself. */
export function sayCode(group: 'level' | 'kind' | 'class' | 'visibility', code: string | undefined): string {
  return code ? (dictionaries[current][`${group}.${code}`] ?? code) : '';
}

export function inLanguage(text: Text): string {
  return text[current];
}

/** What the browser asks for; Chinese unless English is named first. */
export function usualLanguage(): Language {
  const asked = navigator.languages.find((one) => /^(zh|en)/.test(one));
  return asked?.startsWith('en') ? 'en' : 'zh';
}

export function number(value: number, decimals = 0): string {
  return new Intl.NumberFormat(current === 'zh' ? 'zh-CN' : 'en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}
