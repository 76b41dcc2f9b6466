import type { Split } from '@/generated/asks';
import { roughWidth, type Drawing, type Look, type Shape } from '@/kit/chart';
import { splitParts } from '../drivers';
import type { Say } from '../night-view';

const LOOKS: Readonly<Record<string, Look>> = { work: 'barWork', lag: 'barLag', resource: 'barResource', clock: 'barClock', human: 'barHuman' };
const NAMES = 150;
const ROW = 26;

/** What the window is spent on, a bar a night; all bars on one scale, with a legend beneath. */
export function splitDrawing(rows: readonly { label: string; split: Split }[], say: Say, width: number): Drawing {
  const parts = rows.map(({ split }) => splitParts(split));
  const longest = Math.max(...parts.map((each) => each.reduce((sum, { seconds }) => sum + seconds, 0)), 1);
  const shapes: Shape[] = [];
  rows.forEach(({ label }, index) => {
    let at = NAMES;
    shapes.push({ kind: 'text', at: [0, index * ROW + 16], text: label, look: 'text' });
    for (const { id, seconds } of parts[index] ?? []) {
      const length = (seconds / longest) * (width - NAMES);
      if (seconds > 0) shapes.push({ kind: 'box', x: at, y: index * ROW + 5, width: length, height: ROW - 10, look: LOOKS[id] ?? 'bar' });
      at += length;
    }
  });
  let at = NAMES;
  for (const { id, word } of parts[0] ?? []) {
    const top = rows.length * ROW + 8;
    shapes.push({ kind: 'box', x: at, y: top, width: 9, height: 9, look: LOOKS[id] ?? 'bar' }, { kind: 'text', at: [at + 14, top + 9], text: say(word), look: 'text' });
    at += 34 + roughWidth(say(word));
  }
  return { width, height: rows.length * ROW + 24, shapes };
}
