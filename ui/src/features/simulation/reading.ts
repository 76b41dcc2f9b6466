import type { PlanReport } from '@/generated/asks';
import { valueAt } from '@/kit/chart';
import { clockOfInstant } from '@/lib/time';
import type { Names } from './names';
import type { Say } from './night-view';

/** A pool or a lock over the night, for its strip. */
export type ResourceUse = Omit<PlanReport['pools'][number], 'id'> & { id: string };

/** The pools of a night, then its locks as pools of one unit, in use while somebody holds them, be it several who share. */
export function resourcesOf({ pools, locks }: PlanReport): ResourceUse[] {
  const held = (holders: [number, number][]) => holders.map(([at, count]): [number, number] => [at, Math.min(count, 1)]);
  return [...pools, ...locks.map(({ id, holders, waiting }) => ({ id, capacity: [[0, 1] as [number, number]], use: held(holders), waiting }))];
}

/** What is going on at one moment of a planned night. */
export interface Reading {
  running: string[];
  pools: { id: string; use: number; capacity: number; waiting: number; waiters: string[] }[];
}

/** Jobs at work are those that take time; what passes at once is never at work. `clock` is seconds since the date's midnight. */
export function readingAt(plan: PlanReport, clock: number, isBox: (id: string) => boolean): Reading {
  const at = clock - clockOfInstant(plan.start, plan.business_date, plan.zone);
  const running = Object.entries(plan.nodes)
    .filter(([id, node]) => node.start_s <= at && at < node.finish_s && !isBox(id))
    .map(([id]) => id);
  const pools = resourcesOf(plan).map((pool) => ({
    id: pool.id, use: valueAt(pool.use, at), capacity: valueAt(pool.capacity, at), waiting: valueAt(pool.waiting, at), waiters: waitersAt(plan, pool.id, at),
  }));
  return { running, pools };
}

/** Who stands ready at a moment, in seconds from Begin, and lacks a pool or lock; the longest wait first. */
export function waitersAt(plan: PlanReport, resource: string, at: number): string[] {
  const waits = Object.entries(plan.nodes).filter(([, { driver, ready_s, start_s }]) =>
    driver.resource === resource && ready_s !== undefined && ready_s <= at && at < start_s);
  return waits.sort(([, a], [, b]) => (a.ready_s ?? 0) - (b.ready_s ?? 0)).map(([id]) => id);
}

/** Who is at work at a moment and takes of a pool, a lock or a system's limit. */
export function holdersAt(plan: PlanReport, resource: string, at: number, names: Names): string[] {
  return Object.entries(plan.nodes)
    .filter(([id, { start_s, finish_s }]) => start_s <= at && at < finish_s && names.takes(id, resource))
    .map(([id]) => id);
}

const MOST_NAMES = 8;

export function waitersInWords(ids: readonly string[], names: Names, say: Say): string {
  if (ids.length === 0) return '';
  return say('simulation.waiters', { names: namesInWords(ids, names, say) });
}

/** The first few by name, the others by number. */
export function namesInWords(ids: readonly string[], names: Names, say: Say): string {
  const named = ids.slice(0, MOST_NAMES).map((id) => names.label(id)).join(', ');
  return ids.length > MOST_NAMES ? named + say('simulation.andMore', { count: ids.length - MOST_NAMES }) : named;
}
