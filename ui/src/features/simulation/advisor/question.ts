import { labelOf } from '@/document';
import type { AllowedChange, ForecastReport, PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { clockOfInstant, formatDayTime } from '@/lib/time';
import { spanOf } from '../picture';
import { valueStore } from '@/lib/store';
import type { Names } from '../names';
import type { Say } from '../night-view';
import { verbWords } from '../verb-words';

/** A change that may be made: whether it is allowed, and whether the analyst has thought of it or the core. */
export interface Choice {
  change: AllowedChange;
  on: boolean;
  own: boolean;
}

/** What the analyst asks: a node to be finished, by when, how surely, and what may be changed for it. */
export interface Question {
  /** Null is End. */
  node: string | null;
  target: string | null;
  probability: number;
  /** What the core has proposed, as ticked and costed by the analyst; null while that is as it was proposed. */
  proposed: readonly Choice[] | null;
  /** What the analyst has added. */
  own: readonly Choice[];
}

/** By document, so that a question outlives the view. */
export const questions = valueStore<Readonly<Record<number, Question>>>({});

export const PROBABILITIES = [0.5, 0.8, 0.9, 0.95, 0.99] as const;

/** The promise that is least likely to be kept, to be kept in 95 of 100 nights; End by its plan when nothing is promised. */
export function firstQuestion(plan: PlanReport, forecast: ForecastReport | null, names: Names): Question {
  const chance = (node: string) => forecast?.deadlines.find((each) => each.node === node)?.probability ?? 1;
  const [weakest] = plan.deadlines.toSorted((a, b) => chance(a.node) - chance(b.node) || a.slack_s - b.slack_s);
  const node = weakest === undefined || names.isEnd(weakest.node) ? null : weakest.node;
  return { node, target: dueOf(plan, weakest?.node ?? null) ?? endOf(plan), probability: 0.95, proposed: null, own: [] };
}

/** When a node is promised, as definitions write it; null when it is not. */
export function dueOf(plan: PlanReport, node: string | null): string | null {
  const due = plan.deadlines.find((each) => each.node === node);
  return due === undefined ? null : formatDayTime(clockOfInstant(due.at, plan.business_date, plan.zone));
}

function endOf(plan: PlanReport): string {
  return formatDayTime(clockOfInstant(plan.start, plan.business_date, plan.zone) + spanOf(plan));
}

/** What can be asked for: the promised nodes and the milestones, in the order in which the plan finishes them. */
export function askable(plan: PlanReport, whole: Definition | null, names: Names): { value: string; label: string }[] {
  const promised = new Set(plan.deadlines.map(({ node }) => node));
  const nodes = (whole?.nodes ?? []).filter(({ id, kind }) => (kind === 'milestone' || promised.has(id)) && !names.isEnd(id) && plan.nodes[id] !== undefined);
  return nodes
    .toSorted((a, b) => (plan.nodes[a.id]?.finish_s ?? 0) - (plan.nodes[b.id]?.finish_s ?? 0))
    .map((node) => ({ value: node.id, label: labelOf(node) }));
}

/** Everything that may be changed: what is proposed, all allowed until said otherwise, then what the analyst has added. */
export function choicesOf({ proposed, own }: Question, proposals: readonly AllowedChange[] | undefined): Choice[] {
  return [...(proposed ?? (proposals ?? []).map((change): Choice => ({ change, on: true, own: false }))), ...own];
}

/** Choices as a question keeps them. */
export function keptChoices(choices: readonly Choice[]): Pick<Question, 'proposed' | 'own'> {
  return { proposed: choices.filter(({ own }) => !own), own: choices.filter(({ own }) => own) };
}

/** A change in the words of the screen; of many verbs the first, and how many more. */
export function changeWords({ verbs, name }: AllowedChange, names: Names, say: Say): string {
  const [first, ...rest] = verbs;
  if (first === undefined) return name ?? '';
  const words = verbWords(first, names, say);
  return rest.length === 0 ? words : say('advisor.andMore', { words, count: rest.length });
}
