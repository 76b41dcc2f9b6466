import { useMemo, type ReactNode } from 'react';
import { labelOf, nodeOf, ownSystem, systemOf } from '@/document';
import type { PlannedNode, PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { EmptyState, VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { clockOfInstant, formatClock, formatDuration } from '@/lib/time';
import type { Designer } from '../designer';
import type { Report } from '@/document';

interface Bar {
  id: string;
  label: string;
  hue: number;
  planned: PlannedNode;
  critical: boolean;
}

/** The plan as bars, earliest first; Simulate has the whole of it, with drivers and resources. */
export function Timeline({ designer, plan }: { designer: Designer; plan: Report<PlanReport> }) {
  const text = useText();
  const { workflow } = designer;
  const definition = workflow.use((state) => state.definition);
  const chosen = workflow.use((state) => state.chosen.nodes);
  const obstacle = workflow.use((state) => state.assessment.obstacle);
  const report = plan.data;
  const bars = useMemo(() => (definition === null || report === null ? [] : barsOf(definition, report)), [definition, report]);
  if (report === null) return <EmptyState icon="gantt" line={plan.error?.message ?? obstacle ?? text('designer.planning')} />;
  const zero = clockOfInstant(report.start, report.business_date, report.zone);
  const span = report.window_s ?? Math.max(0, ...bars.map((bar) => bar.planned.finish_s));
  const columns: Column<Bar>[] = [
    { id: 'name', title: text('designer.name'), width: 200, value: (bar) => bar.label },
    { id: 'start', title: text('designer.start'), width: 70, align: 'end', value: (bar) => bar.planned.start_s, render: (bar) => formatClock(zero + bar.planned.start_s) },
    { id: 'finish', title: text('designer.finish'), width: 70, align: 'end', value: (bar) => bar.planned.finish_s, render: (bar) => formatClock(zero + bar.planned.finish_s) },
    { id: 'slack', title: text('designer.slack'), width: 90, align: 'end', value: (bar) => bar.planned.slack_s, render: (bar) => formatDuration(bar.planned.slack_s) },
    { id: 'bar', title: `${formatClock(zero)} – ${formatClock(zero + span)}`, width: 560, render: (bar) => <PlanBar bar={bar} window={span} /> },
  ];
  return (
    <VirtualTable
      label={text('designer.timeline')}
      columns={columns}
      rows={bars}
      rowKey={(bar) => bar.id}
      storageKey="designer.timeline"
      selected={chosen}
      onSelect={(keys) => designer.choose(keys)}
      onOpen={(bar) => designer.choose([bar.id], true)}
    />
  );
}

function PlanBar({ bar, window }: { bar: Bar; window: number }): ReactNode {
  const share = (seconds: number) => `${(seconds / Math.max(1, window)) * 100}%`;
  const { start_s, finish_s, slack_s } = bar.planned;
  return (
    <div className="plan-bar" title={`${bar.label}: ${formatDuration(finish_s - start_s)}`}>
      {slack_s > 0 && <span className="plan-slack" style={{ left: share(finish_s), width: share(slack_s) }} />}
      <span
        className={bar.critical ? 'plan-work plan-critical' : 'plan-work'}
        style={{ left: share(start_s), width: share(finish_s - start_s), background: bar.hue === 0 ? undefined : `var(--system-${bar.hue})` }}
      />
    </div>
  );
}

function barsOf(definition: Definition, report: PlanReport): Bar[] {
  const critical = new Set(report.critical_path);
  return Object.entries(report.nodes)
    .map(([id, planned]): Bar => {
      const node = nodeOf(definition, id.split('/')[0] ?? id);
      const own = node?.id === id;
      return {
        id, planned, critical: critical.has(id),
        label: node === undefined ? id : own ? labelOf(node) : `${labelOf(node)} / ${id.slice(node.id.length + 1)}`,
        hue: node === undefined ? 0 : (systemOf(definition, ownSystem(definition, node))?.colour ?? 0),
      };
    })
    .sort((a, b) => a.planned.start_s - b.planned.start_s || a.planned.finish_s - b.planned.finish_s || a.id.localeCompare(b.id));
}
