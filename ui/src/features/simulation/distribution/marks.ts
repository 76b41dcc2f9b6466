import type { DeadlineForecast, ForecastReport, PlanReport } from '@/generated/asks';
import { formatPercent } from '@/lib/number';
import { riskOf } from '@/lib/risk';
import { formatClock, formatDuration } from '@/lib/time';
import type { Names } from '../names';
import type { Say } from '../night-view';
import { beginClock } from '../picture';
import { PERCENTILES } from './bins';
import type { HistogramMark } from './histogram-drawing';

/**
 * `97.2 % ±0.4 pp`: with its sampling error, when there is one. Where all of so many nights went one way the error is that of Agresti and
 * Coull (1998), as if two more had gone each way: no number of nights makes it nothing.
 */
export function chanceWords({ probability, error }: Pick<DeadlineForecast, 'probability' | 'error'>, samples: number | undefined): string {
  const known = error === 0 && samples !== undefined ? Math.SQRT2 / (samples + 4) : error;
  if (known === undefined || known === 0) return formatPercent(probability);
  const words = known < 0.000_05 ? '< 0.01' : (known * 100).toFixed(known < 0.00095 ? 2 : 1);
  return `${formatPercent(probability)} ±${words} pp`;
}

/** What is promised, the one most in danger first: the least likely to be kept, of those the one with least to spare. */
export function deadlinesByRisk({ deadlines }: PlanReport, forecast: ForecastReport | null): PlanReport['deadlines'] {
  const likely = new Map(forecast?.deadlines.map((each) => [each.node, each.probability]));
  const chance = (node: string, slack: number) => likely.get(node) ?? (slack < 0 ? 0 : 1);
  return deadlines.toSorted((a, b) => chance(a.node, a.slack_s) - chance(b.node, b.slack_s) || a.slack_s - b.slack_s);
}

/** Far percentiles with too few nights behind them are followed by a question mark. */
export function isUncertain(forecast: ForecastReport, percentile: string): boolean {
  return forecast.uncertain && ['p90', 'p95', 'p99', 'max'].includes(percentile);
}

/** The percentiles, the plan itself, and the promised ends with how likely they are held. */
export function marksOf(plan: PlanReport, forecast: ForecastReport, names: Names, say: Say): HistogramMark[] {
  const begin = beginClock(plan);
  const percentiles = PERCENTILES.flatMap((each): HistogramMark[] => {
    const at_s = forecast.window_s[each];
    if (at_s === null) return [];
    const doubt = isUncertain(forecast, each) ? ' ?' : '';
    return [{ at_s, label: `${each.toUpperCase()} ${formatDuration(at_s)}${doubt}`, line: 'percentile', words: 'textStrong' }];
  });
  const chances = new Map(forecast.deadlines.map((each) => [each.node, each]));
  const ends = plan.deadlines.filter(({ node }) => names.isEnd(node)).map(({ node, at }): HistogramMark => {
    const at_s = (at - plan.start) / 1000;
    const due = say('simulation.dueBy', { time: formatClock(begin + at_s) });
    const chance = chances.get(node);
    if (chance === undefined) return { at_s, label: due, line: 'deadlineBad', words: 'textBad' };
    const label = `⚑ ${due}: ${chanceWords(chance, forecast.samples)}`;
    const looks = { good: ['deadlineGood', 'textGood'], caution: ['deadlineCaution', 'textCaution'], bad: ['deadlineBad', 'textBad'] } as const;
    const [line, words] = looks[riskOf(chance.probability)];
    return { at_s, label, line, words };
  });
  const planned: HistogramMark[] = plan.window_s === null ? [] : [
    { at_s: plan.window_s, label: `${say('simulation.plan')} ${formatDuration(plan.window_s)}`, line: 'plan', words: 'textPlan' },
  ];
  return [...percentiles, ...ends, ...planned];
}
