/**
 * How well typed letters fit a text: 0 for not at all, more is better. Every letter must occur in
 * order; letters that start a word or follow the one before count more. Words may come in any order.
 */
export function matchScore(query: string, text: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const lower = text.toLowerCase();
  let total = 0;
  for (const word of words) {
    const score = wordScore(word, lower);
    if (score === 0) return 0;
    total += score;
  }
  return total / (1 + lower.length / 200);
}

function wordScore(word: string, text: string): number {
  const whole = text.indexOf(word);
  if (whole >= 0) return word.length * 4 + (isWordStart(text, whole) ? 6 : 0);
  let score = 0;
  let from = 0;
  let previous = -2;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at < 0) return 0;
    score += at === previous + 1 ? 2 : isWordStart(text, at) ? 2 : 0.5;
    previous = at;
    from = at + 1;
  }
  return score >= word.length ? score : 0;
}

function isWordStart(text: string, index: number): boolean {
  return index === 0 || /[\s\-_./:>]/.test(text.charAt(index - 1));
}

/** The best matches first, at most `limit`. */
export function bestMatches<T>(query: string, items: readonly T[], textOf: (item: T) => string, limit: number): T[] {
  return items
    .map((item, index) => ({ item, index, score: matchScore(query, textOf(item)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit)
    .map(({ item }) => item);
}
