import { describe, expect, it } from 'vitest';
import { textIn, type TextKey } from '.';
import { en } from './en';
import { zh } from './zh';

const flat = (dictionary: Record<string, Record<string, string>>): Map<string, string> =>
  new Map(Object.entries(dictionary).flatMap(([part, words]) =>
    Object.entries(words).map(([key, words_]): [string, string] => [`${part}.${key}`, words_])));

const names = (pattern: string): string[] => [...new Set([...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();

describe('the two languages', () => {
  const english = flat(en);
  const chinese = flat(zh);

  it('have exactly the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('leave no text empty and fill in the same values', () => {
    for (const [key, pattern] of english) {
      const other = chinese.get(key) ?? '';
      expect(pattern.trim(), key).not.toBe('');
      expect(other.trim(), key).not.toBe('');
      // A count may go unsaid in one form, since "one job" says it in words.
      const unsaid = (name: string) => name !== 'count';
      expect(names(other).filter(unsaid), key).toEqual(names(pattern).filter(unsaid));
    }
  });
});

describe('a text', () => {
  it('is filled in and chooses its plural by the count', () => {
    expect(textIn('en', 'app.goTo', { place: 'Design' })).toBe('Go to Design');
    expect(textIn('en', 'kit.rowCount', { count: 1 })).toBe('1 row');
    expect(textIn('en', 'kit.rowCount', { count: 2 })).toBe('2 rows');
    expect(textIn('zh', 'kit.rowCount', { count: 1 })).toBe('1 行');
  });

  it('that nobody wrote shows its key', () => {
    expect(textIn('en', 'app.nonsense' as TextKey)).toBe('app.nonsense');
  });
});
