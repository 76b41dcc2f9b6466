import { ask } from '@/backend';
import { nodeOf } from '@/document';
import type { BoundReport, TuneReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import type { TextKey } from '@/lib/i18n';
import { toCsv } from '@/lib/download';
import { formatPercent } from '@/lib/number';
import { valueStore } from '@/lib/store';
import { formatDuration } from '@/lib/time';
import { longWork } from '../long-work';
import type { Say } from '../night-view';

/** What both are asked about: a night of a document as it was. */
export interface NightOf {
  document: number;
  content: string;
  date: string;
}

export interface BoundWanted extends NightOf {
  /** Of search; none is what can be proven at once. */
  seconds: number;
}

export interface TuneWanted extends NightOf {
  seconds: number;
  seed: number;
  allowEdges: boolean;
}

export const bounding = longWork<BoundWanted, BoundReport>('document.bound', ({ seconds }) => seconds * 10, ({ document, date, seconds }, token) =>
  ask('document.bound', { document, business_date: date, seconds, token }));

export const tuning = longWork<TuneWanted, TuneReport>('document.tune', ({ seconds }) => seconds * 1000, ({ document, date, seconds, seed, allowEdges }, token) =>
  ask('document.tune', { document, business_date: date, seconds, seed, allow_edges: allowEdges, token }));

/** An answer that was accepted, and the content that this made. What was proven of the document, of any order of its jobs, holds there, too. */
export const acceptedTuning = valueStore<{ answer: TuneReport; content: string } | null>(null);

export function isOf(wanted: NightOf | null, night: NightOf): boolean {
  return wanted !== null && wanted.document === night.document && wanted.content === night.content && wanted.date === night.date;
}

/** `within 4 % of the best possible`, as far as a bound proves it. */
export function gapWords(window_s: number | null, bound_s: number, say: Say): string {
  if (window_s === null) return say('tuning.noWindow');
  if (window_s <= bound_s) return say('tuning.best', { window: formatDuration(window_s) });
  if (bound_s <= 0) return say('tuning.noBound');
  return say('tuning.within', { window: formatDuration(window_s), gap: formatPercent((window_s - bound_s) / bound_s), bound: formatDuration(bound_s) });
}

const PARTS: Readonly<Record<string, TextKey>> = {
  critical_path: 'tuning.partCriticalPath', energy: 'tuning.partEnergy', large_jobs: 'tuning.partLargeJobs', one_by_one: 'tuning.partOneByOne',
  locks: 'tuning.partLocks', search: 'tuning.partSearch',
};

/** What is proven, with what tuning has proven besides: of the same night a bound holds whoever found it. */
export function raisedBy(proven: BoundReport | null, tuned: TuneReport | null): BoundReport | null {
  if (proven === null || tuned === null || tuned.bound_s <= proven.bound_s) return proven;
  const { window_s } = proven;
  const gap = window_s === null ? null : (window_s - tuned.bound_s) / tuned.bound_s;
  const parts = { ...proven.parts, search: tuned.bound_s };
  return { ...proven, parts, bound_s: tuned.bound_s, gap, proven: window_s !== null && window_s <= tuned.bound_s, because: '' };
}

/** The ways of proving with what each gives, the strongest first. One that is not known here keeps its name. */
export function partsOf({ parts, bound_s }: BoundReport, say: Say): { name: string; seconds: number; isBest: boolean }[] {
  return Object.entries(parts)
    .map(([part, seconds]) => ({ name: PARTS[part] === undefined ? part : say(PARTS[part]), seconds, isBest: seconds >= bound_s }))
    .sort((a, b) => b.seconds - a.seconds);
}

/** Why there is nothing to accept. */
export function whyNothing({ outcome, withheld_s }: TuneReport, say: Say): string {
  const gain = formatDuration(withheld_s ?? 0);
  switch (outcome) {
    case 'only_as_planned':
      return say('tuning.onlyAsPlanned', { gain });
    case 'not_tried':
      return say('tuning.notTried', { gain });
    case 'optimal':
      return say('tuning.optimal');
    case 'nothing_found':
    case 'better':
      return say('tuning.nothingFound');
  }
}

export interface NewPriority {
  node: string;
  /** Null when none was set, or that is not known. */
  before: number | null;
  after: number;
}

/** The new priorities with what they were, the highest first: the order in which jobs that contend go. */
export function newPriorities(report: TuneReport, whole: Definition | null): NewPriority[] {
  return Object.entries(report.priorities)
    .map(([node, after]) => ({ node, after, before: (whole === null ? undefined : nodeOf(whole, node)?.settings?.priority) ?? null }))
    .sort((a, b) => b.after - a.after || (a.node < b.node ? -1 : 1));
}

/** What each way of proving gives, in seconds, the strongest first; then what is proven in all, and the planned window. */
export function boundCsv(report: BoundReport, say: Say): string {
  const parts = partsOf(report, say).map(({ name, seconds }) => [name, seconds]);
  return toCsv([[say('tuning.parts'), 's'], ...parts, [say('tuning.bound'), report.bound_s], [say('tuning.window'), report.window_s]]);
}

/** Windows in seconds, then priorities and edges, in one table: what, of which node, was, becomes. */
export function tuningCsv(report: TuneReport, whole: Definition | null): string {
  return toCsv([
    ['kind', 'node', 'before', 'after'],
    ['window', 'planned', report.window_before_s, report.window_s],
    ['window', 'P50', report.p50_before_s, report.p50_s],
    ['window', 'P95', report.p95_before_s, report.p95_s],
    ...newPriorities(report, whole).map(({ node, before, after }) => ['priority', node, before, after]),
    ...report.edges.map(([from, to]) => ['edge', to, null, from]),
  ]);
}
