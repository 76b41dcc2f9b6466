import type { BacktestNight } from '@/generated/asks';
import type { Drawing, Shape, Size } from '@/kit/chart';
import { formatDuration } from '@/lib/time';
import { durationTicks } from '../distribution/bins';
import { isInside } from './calibration';

interface BacktestPicture {
  nights: readonly BacktestNight[];
  /** What is said of a night that is pointed at. */
  tip: (night: BacktestNight) => string;
}

export const BACKTEST_LEFT = 76;
const RIGHT = 12;
const HEAD = 10;
const FOOT = 26;
const NARROWEST = 9;

/** A night a column: the predicted P10 to P90 as a bar with P50 across it, what came as a dot, or as a ring where it lies outside, the naive forecast as a tick. */
export function backtestDrawing({ nights, tip }: BacktestPicture, size: Size): Drawing {
  const step = Math.max((size.width - BACKTEST_LEFT - RIGHT) / Math.max(nights.length, 1), NARROWEST);
  const width = Math.max(size.width, BACKTEST_LEFT + RIGHT + step * nights.length);
  const height = Math.max(size.height - HEAD - FOOT, 80);
  const all = nights.flatMap(({ actual_s, p10_s, p90_s, naive_s }) => [actual_s, p10_s, p90_s, naive_s]);
  const low = Math.min(...all, Infinity);
  const high = Math.max(...all, -Infinity);
  const room = Math.max((high - low) * 0.06, 1);
  const [from, to] = nights.length === 0 ? [0, 1] : [low - room, high + room];
  const y = (seconds: number) => HEAD + (1 - (seconds - from) / (to - from)) * height;
  const x = (index: number) => BACKTEST_LEFT + (index + 0.5) * step;
  const shapes: Shape[] = durationTicks(from, to, height / 44).flatMap((tick): Shape[] => [
    { kind: 'line', from: [BACKTEST_LEFT, y(tick)], to: [width - RIGHT, y(tick)], look: 'grid' },
    { kind: 'text', at: [BACKTEST_LEFT - 8, y(tick) + 4], text: formatDuration(tick), look: 'text', anchor: 'end' },
  ]);
  const every = Math.ceil(88 / step);
  nights.forEach((night, index) => {
    const at = x(index);
    const wing = Math.min(step * 0.36, 7);
    shapes.push(
      { kind: 'line', from: [at, y(night.p90_s)], to: [at, y(night.p10_s)], look: night.kept ? 'whiskerKept' : 'whisker' },
      { kind: 'line', from: [at - wing, y(night.p50_s)], to: [at + wing, y(night.p50_s)], look: 'median' },
      { kind: 'line', from: [at - wing, y(night.naive_s)], to: [at + wing, y(night.naive_s)], look: 'naive' },
      { kind: 'dot', at: [at, y(night.actual_s)], radius: Math.min(3.5, Math.max(step * 0.3, 2.2)), look: isInside(night) ? 'dot' : 'dotMissed', tip: tip(night) },
    );
    if (index % every === 0) shapes.push({ kind: 'text', at: [at, HEAD + height + 17], text: night.business_date ?? night.run, look: 'text', anchor: 'middle' });
  });
  shapes.push({ kind: 'line', from: [BACKTEST_LEFT, HEAD + height], to: [width - RIGHT, HEAD + height], look: 'axis' });
  return { width, height: HEAD + height + FOOT, shapes };
}
