import { useMemo, useState } from 'react';
import type { RunDetail, RunNode } from '@/generated/asks';
import type { Definition, Node } from '@/generated/model';
import { SwitchField } from '@/kit';
import { Gantt, type GanttBar, type GanttGroup, type GanttRow } from '@/kit/chart';
import { systemOf } from '@/document';
import { useText, type TextKey, type TextValues } from '@/lib/i18n';
import { clockOfInstant } from '@/lib/time';
import { useNow } from './use-now';
import type { ViewProps } from './views';

type Say = (key: TextKey, values?: TextValues) => string;
const SHOWN: ReadonlySet<Node['kind']> = new Set(['job', 'wait', 'confirm']);

/** The run against time: planned pale, actual solid. */
export function RunGantt({ detail, definition, chosen, choose }: ViewProps) {
  const text = useText();
  const now = useNow(detail.run.finished_at === null);
  const [withPlan, setWithPlan] = useState(() => planFits(detail, Date.now()));
  const clock = useMemo(() => {
    const { business_date, started_at } = detail.run;
    const base = clockOfInstant(started_at, business_date, definition.zone);
    return (at: number) => base + (at - started_at) / 1000;
  }, [detail.run, definition.zone]);
  const rows = useMemo(() => rowsOf(detail, definition, withPlan, now, clock, text), [detail, definition, withPlan, now, clock, text]);
  const groups = useMemo<GanttGroup[]>(
    () => (definition.systems ?? []).map((system) => ({ id: system.id, label: system.name, hue: `system-${system.colour}` })),
    [definition],
  );
  return (
    <div className="run-gantt">
      <div className="view-tools">
        <SwitchField label={text('monitor.withPlan')} value={withPlan} layout="row" onChange={setWithPlan} />
      </div>
      <Gantt
        label={text('monitor.gantt')} storageKey="monitor.gantt" rows={rows} groups={groups} selected={chosen} onSelect={choose}
        now={detail.run.finished_at === null ? clock(now) : undefined}
      />
    </div>
  );
}

/** A run that is over in a fraction of its plan would be a dot beside it. */
function planFits({ run }: RunDetail, now: number): boolean {
  if (run.planned_finish === null) return false;
  return (run.finished_at ?? now) - run.started_at > 0.05 * (run.planned_finish - run.started_at);
}

function rowsOf(detail: RunDetail, definition: Definition, withPlan: boolean, now: number, clock: (at: number) => number, say: Say): GanttRow[] {
  const states = new Map(detail.nodes.map((node) => [node.node, node]));
  return definition.nodes.filter((node) => SHOWN.has(node.kind)).map((node): GanttRow => {
    const state = states.get(node.id);
    const system = systemOf(definition, node.system);
    return {
      id: node.id, label: node.name ?? node.id, group: node.system ?? null, hue: system === undefined ? undefined : `system-${system.colour}`,
      bars: state === undefined ? [] : barsOf(state, withPlan, now, clock, say),
    };
  });
}

function barsOf(node: RunNode, withPlan: boolean, now: number, clock: (at: number) => number, say: Say): GanttBar[] {
  const bars: GanttBar[] = [];
  if (withPlan && node.planned_start !== null && node.planned_finish !== null) {
    bars.push({ start: clock(node.planned_start), end: clock(node.planned_finish), look: 'pale', colour: 'ink-faint', label: say('monitor.planned') });
  }
  if (node.started_at !== null) {
    bars.push({
      start: clock(node.started_at), end: clock(node.finished_at ?? now), look: 'solid', colour: `state-${node.state}`, label: say(`kit.${node.state}`),
    });
  }
  return bars;
}
