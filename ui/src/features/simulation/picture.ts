import type { Driver, ForecastReport, PlannedNode, PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import type { GanttGroup, GanttLink, GanttMark, GanttRow, GanttStrip, Steps } from '@/kit/chart';
import { plus } from '@/lib/number';
import { clockOfInstant, formatClock, formatDuration } from '@/lib/time';
import { DRIVERS } from './drivers';
import { Names } from './names';
import type { Say } from './night-view';
import { resourcesOf, waitersAt, waitersInWords } from './reading';

/** A night as a chart. Times are seconds since midnight that opens the business date, as a wall clock counts them. */
export interface Picture {
  rows: GanttRow[];
  groups: GanttGroup[];
  links: GanttLink[];
  strips: GanttStrip[];
  marks: GanttMark[];
  /** Some bars have their place in the base behind them. */
  hasBase: boolean;
}

/** The clock at which Begin starts; a time of the plan is so many seconds later. */
export function beginClock(plan: PlanReport): number {
  return clockOfInstant(plan.start, plan.business_date, plan.zone);
}

/** Seconds that a picture of the plan spans: its window, or to the last finish of anything when End is never reached. */
export function spanOf(plan: PlanReport): number {
  return plan.window_s ?? Math.max(0, ...Object.values(plan.nodes).map(({ finish_s }) => finish_s));
}

/**
 * Jobs in the order of their systems and, within one, of their starts. Boxes around jobs are no rows. What lies elsewhere
 * than in `base` has its bar of there behind it.
 */
export function pictureOf(
  plan: PlanReport, forecast: ForecastReport | null, whole: Definition | null, say: Say, base: PlanReport | null = null,
): Picture {
  const begin = beginClock(plan);
  const baseBegin = base === null ? begin : beginClock(base);
  const critical = new Set(plan.critical_path);
  const deadlines = new Map(plan.deadlines.map((each) => [each.node, each]));
  const names = new Names(whole);
  const planned = Object.entries(plan.nodes).filter(([id]) => names.hasRow(id));
  // In the order of the base, so that no row jumps away under the hand that drags its bar.
  const place = ([id, node]: [string, PlannedNode]) => base?.nodes[id] ?? node;
  planned.sort((a, b) => place(a).start_s - place(b).start_s || place(a).finish_s - place(b).finish_s || (a[0] < b[0] ? -1 : 1));
  const rows = planned.map(([id, node]): GanttRow => {
    const deadline = deadlines.get(id);
    const at = deadline === undefined ? null : begin + (deadline.at - plan.start) / 1000;
    return {
      id,
      label: names.label(id),
      group: names.system(id),
      hue: names.hue(id),
      critical: critical.has(id),
      ...(deadline === undefined || at === null ? {} : {
        deadline: { at, missed: deadline.slack_s < 0, label: say('simulation.dueBy', { time: formatClock(at) }) },
      }),
      bars: [...baseBar(id, node, begin, base, baseBegin, say), barOf(id, node, begin, forecast, names, say)],
    };
  });
  return {
    rows,
    groups: (whole?.systems ?? []).map((system) => ({ id: system.id, label: system.name, hue: `system-${system.colour}` })),
    links: chainOf(plan.critical_path.filter((id) => names.hasRow(id))),
    strips: resourcesOf(plan).map((pool) => ({
      id: pool.id, label: names.resource(pool.id),
      capacity: shifted(pool.capacity, begin), use: shifted(pool.use, begin), waiting: shifted(pool.waiting, begin),
      tip: (time) => waitersInWords(waitersAt(plan, pool.id, time - begin), names, say),
    })),
    marks: marksOf(plan, begin, names, say),
    hasBase: rows.some(({ bars }) => bars.length > 1),
  };
}

function barOf(id: string, node: PlannedNode, begin: number, forecast: ForecastReport | null, names: Names, say: Say): GanttRow['bars'][number] {
  const p95 = forecast?.nodes[id]?.finish_s.p95;
  const start = begin + node.start_s;
  const end = begin + node.finish_s;
  const lines = () => [
    say('simulation.barSpan', { start: formatClock(start), end: formatClock(end), length: formatDuration(node.finish_s - node.start_s) }),
    say('simulation.barDriver', { driver: driverWords(node, names, say) }),
    say('simulation.barSlack', { slack: formatDuration(node.slack_s) }),
    ...(p95 === undefined ? [] : [say('simulation.barP95', { time: formatClock(plus(begin, p95)) })]),
  ];
  return {
    start, end, look: 'solid', colour: DRIVERS[node.driver.kind].colour,
    // Worked out when it is read: of thousands of bars, few are ever pointed at.
    get label() {
      return lines().join('\n');
    },
    whiskerTo: plus(begin, p95 ?? null) ?? undefined,
    slackTo: node.slack_s > 0 ? end + node.slack_s : undefined,
  };
}

function baseBar(id: string, node: PlannedNode, begin: number, base: PlanReport | null, baseBegin: number, say: Say): GanttRow['bars'] {
  const before = base?.nodes[id];
  if (before === undefined) return [];
  const isSame = begin === baseBegin && before.start_s === node.start_s && before.finish_s === node.finish_s;
  if (isSame) return [];
  const start = baseBegin + before.start_s;
  const end = baseBegin + before.finish_s;
  return [{
    start, end, look: 'pale', colour: 'ink-faint',
    get label() {
      return say('simulation.barBefore', { start: formatClock(start), end: formatClock(end), length: formatDuration(end - start) });
    },
  }];
}

/** The promised end as a line over everything; other deadlines are flags on their rows. */
function marksOf(plan: PlanReport, begin: number, names: Names, say: Say): GanttMark[] {
  return plan.deadlines.filter(({ node }) => names.isEnd(node)).map(({ at, slack_s }) => {
    const clock = begin + (at - plan.start) / 1000;
    return { at: clock, label: say('simulation.dueBy', { time: formatClock(clock) }), colour: slack_s < 0 ? 'bad' : 'good' };
  });
}

/** What drove a start, with the names of what it waited for. */
export function driverWords(node: PlannedNode, names: Names, say: Say): string {
  return driverOf(node.driver, names, say);
}

export function driverOf({ kind, by, resource }: Driver, names: Names, say: Say): string {
  const word = say(DRIVERS[kind].word);
  const what = resource === null || resource === undefined ? word : `${word} ${names.resource(resource)}`;
  return by === null ? what : `${what}: ${names.label(by)}`;
}

function chainOf(ids: readonly string[]): GanttLink[] {
  return ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to }));
}

function shifted(steps: Steps, by: number): Steps {
  return steps.map(([at, value]) => [at + by, value] as const);
}
