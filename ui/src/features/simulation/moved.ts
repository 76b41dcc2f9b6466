import type { PlanReport } from '@/generated/asks';
import { beginClock } from './picture';

/** A node that starts or ends at another time than in the base. */
export interface Moved {
  id: string;
  /** In seconds, later is more; null when one of the two nights has no such node. */
  start_s: number | null;
  finish_s: number | null;
  is: 'moved' | 'new' | 'gone';
}

const SAME = 0.5;

/** What differs between two plans by the clock, the largest move first. Of nodes that `counts`. */
export function movedBetween(base: PlanReport, plan: PlanReport, counts: (id: string) => boolean): Moved[] {
  const shift = beginClock(plan) - beginClock(base);
  const found: Moved[] = [];
  for (const [id, after] of Object.entries(plan.nodes)) {
    if (!counts(id)) continue;
    const before = base.nodes[id];
    if (before === undefined) {
      found.push({ id, start_s: null, finish_s: null, is: 'new' });
      continue;
    }
    const start_s = after.start_s + shift - before.start_s;
    const finish_s = after.finish_s + shift - before.finish_s;
    if (Math.abs(start_s) >= SAME || Math.abs(finish_s) >= SAME) found.push({ id, start_s, finish_s, is: 'moved' });
  }
  for (const id of Object.keys(base.nodes)) {
    if (plan.nodes[id] === undefined && counts(id)) found.push({ id, start_s: null, finish_s: null, is: 'gone' });
  }
  const size = ({ start_s, finish_s }: Moved) => (start_s === null || finish_s === null ? Infinity : Math.max(Math.abs(start_s), Math.abs(finish_s)));
  return found.sort((a, b) => size(b) - size(a) || 0);
}
