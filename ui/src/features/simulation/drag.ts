import { estimateOf, nodeOf, plannedSeconds, settingsChain } from '@/document';
import type { PlanReport, Verb } from '@/generated/asks';
import type { Definition, Estimate } from '@/generated/model';
import type { EditedBar, GanttGrip } from '@/kit/chart';
import { formatDayTime, spanSeconds, toSpan } from '@/lib/time';

const RESTS = new Set(['begin', 'end', 'milestone', 'decision', 'group', 'subflow']);

/** Whether a bar's start (any but Begin's and End's) or its end (of what takes time of its own) can be dragged. */
export function canDrag(whole: Definition | null, id: string, grip: GanttGrip): boolean {
  const kind = whole === null ? undefined : nodeOf(whole, id)?.kind;
  if (kind === undefined) return grip === 'start';
  if (grip === 'end') return !RESTS.has(kind) && kind !== 'wait';
  return kind !== 'end' && !(kind === 'begin' && id.includes('/'));
}

/** What a drop means: a start is an earliest start, an end another duration. Null when it changes nothing. */
export function verbOfDrop({ row, bar, grip, start, end }: EditedBar, plan: PlanReport, whole: Definition | null): Verb | null {
  if (grip === 'end') {
    const before = bar.end - bar.start;
    if (end === bar.end) return null;
    return { duration: { node: row.id, to: { estimate: stretched(estimateNow(whole, row.id, plan), before, end - start) } } };
  }
  if (start === bar.start) return null;
  const kind = whole === null ? undefined : nodeOf(whole, row.id)?.kind;
  if (kind === 'begin') return { start: formatDayTime(start) };
  return { not_before: { node: row.id, at: formatDayTime(start) } };
}

/** An earlier start does nothing by itself, unless the clock is what holds the node back. */
export function startsNoEarlier({ row, bar, grip, start }: EditedBar, plan: PlanReport, whole: Definition | null): boolean {
  const isBegin = whole !== null && nodeOf(whole, row.id)?.kind === 'begin';
  return grip === 'start' && start < bar.start && !isBegin && plan.nodes[row.id]?.driver.kind !== 'clock';
}

function estimateNow(whole: Definition | null, id: string, plan: PlanReport): Estimate | null {
  const node = whole === null ? undefined : nodeOf(whole, id);
  if (whole === null || node === undefined) return null;
  const ofDay = settingsChain(whole, node).find((settings) => settings.duration_on?.[plan.day_class] !== undefined);
  return ofDay?.duration_on?.[plan.day_class] ?? estimateOf(whole, node);
}

/** An estimate of the same spread, relative to its size, whose plan takes `seconds`. `before` is what it takes now. */
export function stretched(estimate: Estimate | null, before: number, seconds: number): Estimate {
  const now = estimate === null ? before : plannedSeconds(estimate);
  if (estimate === null || 'fixed' in estimate || now <= 0) return { fixed: toSpan(tidy(seconds)) };
  const factor = seconds / now;
  const scaled = (span: string) => toSpan(tidy(Math.max(0, (spanSeconds(span) ?? 0) * factor)));
  if ('pert' in estimate) {
    const { low, mode, high } = estimate.pert;
    return { pert: { low: scaled(low), mode: scaled(mode), high: scaled(high) } };
  }
  if ('log_normal' in estimate) return { log_normal: { ...estimate.log_normal, median: toSpan(tidy(seconds)) } };
  return { empirical: estimate.empirical.map(scaled) };
}

/** Whole seconds, as a person would write them; of what takes a moment, milliseconds. */
function tidy(seconds: number): number {
  return seconds < 10 ? Math.round(seconds * 1000) / 1000 : Math.round(seconds);
}
