import type { PlanReport } from '@/generated/asks';
import { valueAt } from '@/kit/chart';
import { beginClock } from './picture';

/** What is going on at one moment of a planned night. */
export interface Reading {
  running: string[];
  pools: { id: string; use: number; capacity: number; waiting: number }[];
}

/** Jobs at work are those that take time; what passes at once is never at work. `clock` is seconds since the date's midnight. */
export function readingAt(plan: PlanReport, clock: number, isBox: (id: string) => boolean): Reading {
  const at = clock - beginClock(plan);
  const running = Object.entries(plan.nodes)
    .filter(([id, node]) => node.start_s <= at && at < node.finish_s && !isBox(id))
    .map(([id]) => id);
  const pools = plan.pools.map((pool) => ({
    id: pool.id, use: valueAt(pool.use, at), capacity: valueAt(pool.capacity, at), waiting: valueAt(pool.waiting, at),
  }));
  return { running, pools };
}
