import type { ScenarioComparison, ScenarioOutcome } from '@/generated/asks';
import { inSeconds, toCsv } from '@/lib/download';
import type { Names } from './names';
import type { Say } from './night-view';

/** What the scenario in hand goes by while it has no name of its own; the core puts it into its sentences. */
export const IN_HAND = 'In hand';

/** The name of a scenario as it is shown. */
export function scenarioName(name: string, say: Say): string {
  return name === IN_HAND ? say('scenario.inHand') : name;
}

/** The base first, then the scenarios in their order. */
export function outcomesOf({ base, scenarios }: ScenarioComparison): ScenarioOutcome[] {
  return [base, ...scenarios];
}

/** One axis for all histograms, in seconds; null when no scenario makes a night. */
export function sharedAxis(outcomes: readonly ScenarioOutcome[]): { from_s: number; to_s: number } | null {
  let from_s = Infinity;
  let to_s = -Infinity;
  for (const { night } of outcomes) {
    if (night === null || night.histogram.counts.length === 0) continue;
    const { from_s: start, width_s, counts } = night.histogram;
    from_s = Math.min(from_s, start);
    to_s = Math.max(to_s, start + width_s * counts.length);
  }
  return from_s < to_s ? { from_s, to_s } : null;
}

/** The promises that are in doubt in any scenario, the most doubtful first: the same in every line, so that lines can be held against each other. */
export function doubtfulDeadlines(outcomes: readonly ScenarioOutcome[]): string[] {
  const least = new Map<string, number>();
  for (const { node, probability } of outcomes.flatMap(({ night }) => night?.deadlines ?? [])) least.set(node, Math.min(probability, least.get(node) ?? 1));
  return [...least].filter(([, probability]) => probability < 1).sort(([, a], [, b]) => a - b).map(([node]) => node);
}

/** The figures as a table: seconds and shares whole, so that nothing is lost on the way. */
export function comparisonCsv(comparison: ScenarioComparison, names: Names, say: Say): string {
  const outcomes = outcomesOf(comparison);
  const nodes = [...new Set(outcomes.flatMap(({ night }) => night?.deadlines.map(({ node }) => node) ?? []))];
  const difference = say('scenario.difference');
  const lengths = [say('scenario.window'), 'P50', 'P80', 'P90', 'P95', 'P99', `${difference} P50`, `${difference} P95`, difference, '±'];
  const titles = [
    say('scenario.name'), ...lengths.map(inSeconds), ...nodes.map((node) => names.label(node)), say('scenario.anomaly'),
  ];
  const rows = outcomes.map(({ name, night, against_base, problems }) => {
    const spread = night?.window_s;
    const chance = new Map(night?.deadlines.map((each) => [each.node, each.probability]));
    return [
      scenarioName(name, say), night?.plan_window_s ?? null, spread?.p50 ?? null, spread?.p80 ?? null, spread?.p90 ?? null, spread?.p95 ?? null, spread?.p99 ?? null,
      against_base?.p50_s ?? null, against_base?.p95_s ?? null, against_base?.mean_s ?? null, against_base?.mean_error_s ?? null,
      ...nodes.map((node) => chance.get(node) ?? null), against_base?.anomaly ?? problems.map(({ message }) => message).join(' '),
    ];
  });
  return toCsv([titles, ...rows]);
}
