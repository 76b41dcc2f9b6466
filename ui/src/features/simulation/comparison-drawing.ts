import type { ScenarioComparison } from '@/generated/asks';
import { fittedText, type Drawing, type Shape } from '@/kit/chart';
import { formatDuration } from '@/lib/time';
import { outcomesOf, scenarioName, sharedAxis } from './comparison';
import { durationTicks } from './distribution/bins';
import type { Say } from './night-view';

const HEAD = 26;
const ROW = 64;
const FIGURE = 84;

/** Small multiples: a histogram a scenario on one axis, the base first, each with its P50 and P95. */
export function comparisonDrawing(comparison: ScenarioComparison, say: Say, width: number): Drawing {
  const outcomes = outcomesOf(comparison);
  const axis = sharedAxis(outcomes) ?? { from_s: 0, to_s: 1 };
  const names = Math.min(240, width * 0.28);
  const left = names + 12;
  const room = Math.max(width - left - 2 * FIGURE - 8, 60);
  const x = (seconds: number) => left + ((seconds - axis.from_s) / (axis.to_s - axis.from_s)) * room;
  const figureAt = (column: number) => left + room + 8 + (column + 1) * FIGURE;
  const height = HEAD + outcomes.length * ROW + 4;
  const shapes: Shape[] = ['P50', 'P95'].map((title, column): Shape => ({ kind: 'text', at: [figureAt(column), HEAD - 10], text: title, look: 'text', anchor: 'end' }));
  for (const tick of durationTicks(axis.from_s, axis.to_s, room / 90)) {
    shapes.push(
      { kind: 'line', from: [x(tick), HEAD - 4], to: [x(tick), height], look: 'grid' },
      { kind: 'text', at: [x(tick), HEAD - 10], text: formatDuration(tick), look: 'text', anchor: 'middle' },
    );
  }
  outcomes.forEach(({ name, night }, index) => {
    const foot = HEAD + (index + 1) * ROW - 8;
    const label = index === 0 ? say('scenario.base') : scenarioName(name, say);
    shapes.push(
      { kind: 'text', at: [names, foot - ROW / 2 + 12], text: fittedText(label, names), look: index === 0 ? 'textFaint' : 'text', anchor: 'end' },
      { kind: 'line', from: [left, foot], to: [left + room, foot], look: 'axis' },
    );
    if (night === null) {
      shapes.push({ kind: 'text', at: [left, foot - 12], text: say('scenario.cannot'), look: 'textBad' });
      return;
    }
    const { from_s, width_s, counts } = night.histogram;
    const most = Math.max(...counts, 1);
    counts.forEach((count, bin) => {
      const start = x(from_s + bin * width_s);
      const tall = (count / most) * (ROW - 20);
      if (count > 0) shapes.push({ kind: 'box', x: start, y: foot - tall, width: Math.max(x(from_s + (bin + 1) * width_s) - start - 0.5, 0.75), height: tall, look: index === 0 ? 'barPale' : 'bar' });
    });
    [night.window_s.p50, night.window_s.p95].forEach((seconds, column) => {
      if (seconds !== null) shapes.push({ kind: 'line', from: [x(seconds), foot - ROW + 14], to: [x(seconds), foot], look: 'percentile' });
      shapes.push({ kind: 'text', at: [figureAt(column), foot - ROW / 2 + 12], text: formatDuration(seconds), look: 'text', anchor: 'end' });
    });
  });
  return { width, height, shapes };
}
