import { ask } from '@/backend';
import type { Accuracy, BacktestNight, BacktestReport } from '@/generated/asks';
import { toCsv } from '@/lib/download';
import type { TextKey } from '@/lib/i18n';
import { longWork } from '../long-work';
import type { Names } from '../names';

export interface BacktestWanted {
  document: number;
  from: string | null;
  to: string | null;
}

export const backtesting = longWork<BacktestWanted, BacktestReport>('history.backtest', () => 0, ({ document, from, to }, token) =>
  ask('history.backtest', { document, from, to, token }));

/** How an observed share stands to the one that was promised, as far as so many nights can tell. */
export type Verdict = 'held' | 'tooFew' | 'tooMany' | 'open';

export interface Coverage {
  id: 'p50' | 'p80' | 'p95' | 'p10p90';
  title: TextKey;
  promised: number;
  forecast: number | null;
  naive: number | null;
  verdict: Verdict;
}

const SHARES = [
  ['p50', 'calibration.withinP50', 0.5, 'within_p50'], ['p80', 'calibration.withinP80', 0.8, 'within_p80'],
  ['p95', 'calibration.withinP95', 0.95, 'within_p95'], ['p10p90', 'calibration.between', 0.8, 'p10_to_p90'],
] as const;

/** What was promised of each percentile and what came, for the forecast and for the naive one. */
export function coverageOf({ forecast, naive }: Pick<BacktestReport, 'forecast' | 'naive'>): Coverage[] {
  return SHARES.map(([id, title, promised, field]) => ({
    id, title, promised, forecast: forecast[field], naive: naive[field], verdict: verdictOf(forecast[field], promised, forecast.n),
  }));
}

/** Beyond twice its standard error an observed share is another than the one that was promised; few nights leave that open. */
export function verdictOf(observed: number | null, promised: number, n: number): Verdict {
  if (observed === null || n < 10) return 'open';
  const error = Math.sqrt((promised * (1 - promised)) / n);
  if (Math.abs(observed - promised) <= 2 * error) return 'held';
  return observed < promised ? 'tooFew' : 'tooMany';
}

export interface NodeAccuracy extends Accuracy {
  id: string;
  label: string;
}

/** The jobs, the least well predicted first. */
export function nodeAccuracies(report: BacktestReport, names: Names): NodeAccuracy[] {
  return Object.entries(report.nodes)
    .map(([id, accuracy]) => ({ ...accuracy, id, label: names.label(id) }))
    .sort((a, b) => b.median_absolute_error - a.median_absolute_error || (a.id < b.id ? -1 : 1));
}

/** Whether the night came between P10 and P90. */
export function isInside(night: BacktestNight): boolean {
  return night.actual_s >= night.p10_s && night.actual_s <= night.p90_s;
}

/** The nights as a table, in seconds. */
export function nightsCsv(report: BacktestReport): string {
  return toCsv([
    ['run', 'business_date', 'actual_s', 'p10_s', 'p50_s', 'p80_s', 'p90_s', 'p95_s', 'naive_s', 'kept'],
    ...report.nights.map((each) => [
      each.run, each.business_date, each.actual_s, each.p10_s, each.p50_s, each.p80_s, each.p90_s, each.p95_s, each.naive_s, String(each.kept),
    ]),
  ]);
}

/** The jobs as a table: shares from 0 to 1. */
export function nodesCsv(report: BacktestReport, names: Names): string {
  return toCsv([
    ['node', 'name', 'n', 'within_p50', 'within_p80', 'within_p95', 'p10_to_p90', 'bias', 'median_absolute_error'],
    ...nodeAccuracies(report, names).map((each) => [
      each.id, each.label, each.n, each.within_p50, each.within_p80, each.within_p95, each.p10_to_p90, each.bias, each.median_absolute_error,
    ]),
  ]);
}
