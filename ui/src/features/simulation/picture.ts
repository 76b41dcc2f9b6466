import type { ForecastReport, PlannedNode, PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import type { GanttGroup, GanttLink, GanttMark, GanttRow, GanttStrip, Steps } from '@/kit/chart';
import { clockOfInstant, formatClock, formatDuration } from '@/lib/time';
import type { TextKey, TextValues } from '@/lib/i18n';
import { DRIVERS } from './drivers';
import { Names } from './names';

type Say = (key: TextKey, values?: TextValues) => string;

/** A night as a chart. Times are seconds since midnight that opens the business date, as a wall clock counts them. */
export interface Picture {
  rows: GanttRow[];
  groups: GanttGroup[];
  links: GanttLink[];
  strips: GanttStrip[];
  marks: GanttMark[];
}

/** The clock at which Begin starts; a time of the plan is so many seconds later. */
export function beginClock(plan: PlanReport): number {
  return clockOfInstant(plan.start, plan.business_date, plan.zone);
}

/** Jobs in the order of their systems and, within one, of their starts. Boxes around jobs are no rows. */
export function pictureOf(plan: PlanReport, forecast: ForecastReport | null, whole: Definition | null, say: Say): Picture {
  const begin = beginClock(plan);
  const critical = new Set(plan.critical_path);
  const deadlines = new Map(plan.deadlines.map((each) => [each.node, each]));
  const names = new Names(whole);
  const planned = Object.entries(plan.nodes).filter(([id]) => names.hasRow(id));
  planned.sort(([a, x], [b, y]) => x.start_s - y.start_s || x.finish_s - y.finish_s || (a < b ? -1 : 1));
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
      bars: [barOf(id, node, begin, forecast, names, say)],
    };
  });
  return {
    rows,
    groups: (whole?.systems ?? []).map((system) => ({ id: system.id, label: system.name, hue: `system-${system.colour}` })),
    links: chainOf(plan.critical_path.filter((id) => names.hasRow(id))),
    strips: plan.pools.map((pool) => ({
      id: pool.id, label: names.resource(pool.id),
      capacity: shifted(pool.capacity, begin), use: shifted(pool.use, begin), waiting: shifted(pool.waiting, begin),
    })),
    marks: marksOf(plan, begin, names, say),
  };
}

function barOf(id: string, node: PlannedNode, begin: number, forecast: ForecastReport | null, names: Names, say: Say): GanttRow['bars'][number] {
  const p95 = forecast?.nodes[id]?.finish_s.p95;
  const start = begin + node.start_s;
  const end = begin + node.finish_s;
  const lines = [
    say('simulation.barSpan', { start: formatClock(start), end: formatClock(end), length: formatDuration(node.finish_s - node.start_s) }),
    say('simulation.barDriver', { driver: driverWords(node, names, say) }),
    say('simulation.barSlack', { slack: formatDuration(node.slack_s) }),
    ...(p95 === undefined ? [] : [say('simulation.barP95', { time: formatClock(begin + p95) })]),
  ];
  return {
    start, end, look: 'solid', colour: DRIVERS[node.driver.kind].colour, label: lines.join('\n'),
    whiskerTo: p95 === undefined ? undefined : begin + p95,
    slackTo: node.slack_s > 0 ? end + node.slack_s : undefined,
  };
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
  const { kind, by, resource } = node.driver;
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
