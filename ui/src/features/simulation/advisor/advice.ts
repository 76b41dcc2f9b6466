import { ask } from '@/backend';
import type { AdviceNight, AdviceReport, AllowedChange, Verb } from '@/generated/asks';
import { inSeconds, toCsv } from '@/lib/download';
import { formatPercent } from '@/lib/number';
import { formatClock, formatDuration, parseDayTime } from '@/lib/time';
import { longWork } from '../long-work';
import type { Names } from '../names';
import type { Say } from '../night-view';
import { chanceWords } from '../distribution/marks';
import { shortTime, verbWords } from '../verb-words';

/** Everything that decides an answer. */
export interface AdviceWanted {
  document: number;
  content: string;
  date: string;
  node: string | null;
  target: string;
  probability: number;
  allow: readonly AllowedChange[];
  samples: number;
  seed: number;
}

/** The advisor at work, and its last answer. */
export const advising = longWork<AdviceWanted, AdviceReport>('document.advise', () => 0, ({ document, date, node, target, probability, allow, samples, seed }, token) =>
  ask('document.advise', { document, business_date: date, target, node, probability, allow: [...allow], samples, seed, token }));

/** What the answer comes to, in one or two sentences. */
export function conclusionWords(report: AdviceReport, names: Names, say: Say): string {
  const { reached, steps, before, after, bound, cost, target, probability, node } = report;
  const goal = say('advisor.goal', {
    node: node === null ? say('advisor.theEnd') : names.label(node), time: shortTime(target), share: formatPercent(probability, 0),
  });
  if (reached && steps.length === 0) return say('advisor.nothingNeeded', { goal, now: formatPercent(before.probability) });
  const taken = { goal, now: formatPercent(before.probability), then: chanceWords(after, report.samples), count: steps.length, cost: costWords(cost) };
  if (reached) return say('advisor.reached', taken);
  const nearest = steps.length === 0 ? say('advisor.nothingHelps', { goal, now: formatPercent(before.probability) }) : say('advisor.notReached', taken);
  return bound === null ? nearest : `${nearest} ${say('advisor.bound', { share: formatPercent(probability, 0), time: shortTime(bound) })}`;
}

/** What fresh random numbers say of the answer. */
export function checkWords({ check, samples, probability, target }: AdviceReport, say: Say): string {
  return say('advisor.check', { share: chanceWords(check, samples), asked: formatPercent(probability, 0), time: thereByWords(target, check) });
}

/** By when the asked share of nights is there; `∞` when so many never are. */
export function thereByWords(target: string, { late_s }: AdviceNight): string {
  return late_s === null ? formatDuration(null) : formatClock((parseDayTime(target) ?? 0) + late_s);
}

/** How far the answer is proven. */
export function proofWords({ reached, proven, bound, tried, samples, seed }: AdviceReport, say: Say): string {
  const effort = say('advisor.tried', { count: tried, samples, seed });
  // A bound says of every set, tried or not, that it does not get there.
  if (!reached && !proven && bound !== null) return effort;
  const proof = reached ? (proven ? 'advisor.cheapestProven' : 'advisor.cheapestFound') : proven ? 'advisor.noneProven' : 'advisor.noneFound';
  return `${say(proof)} ${effort}`;
}

/** Costs have no unit; whole ones are shown whole. */
export function costWords(cost: number): string {
  return String(Math.round(cost * 100) / 100 + 0);
}

/** Whether every verb of a change is in the scenario in hand. */
export function isTaken(verbs: readonly Verb[], inHand: readonly Verb[]): boolean {
  const there = new Set(inHand.map((each) => JSON.stringify(each)));
  return verbs.every((each) => there.has(JSON.stringify(each)));
}

/** As things are, then with each step: what it costs, the share of nights in time, windows, and how late the asked share of nights is, in seconds. */
export function adviceCsv(report: AdviceReport, names: Names, say: Say): string {
  const row = (name: string, cost: number | null, { probability, error, window_s, plan_window_s, late_s }: AdviceNight) =>
    [name, cost, probability, error, window_s.p50, window_s.p95, plan_window_s, late_s];
  return toCsv([
    [say('advisor.change'), say('advisor.cost'), say('outcome.inTime'), '±', ...['P50', 'P95', say('simulation.window'), say('advisor.late')].map(inSeconds)],
    row(say('advisor.asIs'), null, report.before),
    ...report.steps.map(({ change, after }) => row(change.verbs.map((verb) => verbWords(verb, names, say)).join('; '), change.cost, after)),
  ]);
}
