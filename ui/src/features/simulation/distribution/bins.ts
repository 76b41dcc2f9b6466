import type { ForecastReport } from '@/generated/asks';

export interface Bin {
  from_s: number;
  to_s: number;
  count: number;
  /** Of all nights, from 0 to 1. */
  share: number;
  /** The share of nights that end by `to_s`. */
  cumulative: number;
}

/** The bars of a histogram with the share of nights up to and with each; of `nights` when some of them are in no bar. */
export function binsOf({ from_s, width_s, counts }: ForecastReport['histogram'], nights = 0): Bin[] {
  const total = Math.max(counts.reduce((sum, count) => sum + count, 0), nights);
  let sum = 0;
  return counts.map((count, index) => {
    sum += count;
    const start = from_s + index * width_s;
    return { from_s: start, to_s: start + width_s, count, share: total > 0 ? count / total : 0, cumulative: total > 0 ? sum / total : 0 };
  });
}

/** The share of nights that are done after so many seconds, read between the bars' borders. */
export function doneBy(bins: readonly Bin[], seconds: number): number {
  // All nights take as long; there is nothing to read between.
  if (bins.length === 1 && bins[0] !== undefined) return seconds < bins[0].from_s ? 0 : bins[0].cumulative;
  let before = 0;
  for (const bin of bins) {
    if (seconds < bin.from_s) return before;
    if (seconds < bin.to_s) return before + ((seconds - bin.from_s) / (bin.to_s - bin.from_s)) * bin.share;
    before = bin.cumulative;
  }
  return before;
}

/** The percentiles that are marked, the likeliest first. */
export const PERCENTILES = ['p50', 'p80', 'p95'] as const;

/** Round durations between two, for the axis: 15 min, 30 min, 1 h, 2 h and so on. */
export function durationTicks(from_s: number, to_s: number, most: number): number[] {
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];
  // Of ten seconds and more tenths are not told, and of ten minutes and more seconds: the same words would stand at several ticks.
  const finest = from_s >= 600 ? 60 : to_s > 10 ? 1 : 0.1;
  const wanted = Math.max((to_s - from_s) / Math.max(most, 1), finest);
  const step = steps.find((each) => each >= wanted) ?? Math.ceil(wanted / 86_400) * 86_400;
  const ticks: number[] = [];
  for (let at = Math.ceil(from_s / step) * step; at <= to_s && ticks.length < 100; at += step) ticks.push(at);
  return ticks;
}
