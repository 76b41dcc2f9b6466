import type { ReactNode } from 'react';
import type { RunDetail, RunNode } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { EmptyState, Panel, StateMark } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatDuration, formatInstant } from '@/lib/time';
import { Log } from './Log';

interface NodePanelProps {
  detail: RunDetail;
  definition: Definition;
  node: RunNode | undefined;
  /** How many nodes are chosen. */
  count: number;
}

/** What is known of the chosen node in this run, and its log. */
export function NodePanel({ detail, definition, node, count }: NodePanelProps) {
  const text = useText();
  if (node === undefined) {
    return <EmptyState icon="job" line={count === 0 ? text('monitor.chooseOne') : text('monitor.chosenCount', { count })} />;
  }
  const defined = definition.nodes.find((each) => each.id === node.node);
  const argv = typeof defined?.work === 'object' && 'command' in defined.work ? defined.work.command.argv.join(' ') : null;
  const zone = definition.zone;
  const at = (moment: number | null) => (moment === null ? null : formatInstant(moment, zone, true));
  const took = node.started_at !== null && node.finished_at !== null ? formatDuration((node.finished_at - node.started_at) / 1000) : null;
  return (
    <div className="node-panel">
      <Panel title={defined?.name ?? node.node} tools={<StateMark state={node.state} forced={node.forced} />}>
        <dl className="facts">
          <Fact name={text('monitor.node')}><code>{node.node}</code></Fact>
          <Fact name={text('monitor.why')}>{node.reason}</Fact>
          <Fact name={text('monitor.message')}>{node.message}</Fact>
          <Fact name={text('monitor.waitingFor')}>{node.waiting_for.length === 0 ? null : node.waiting_for.join(', ')}</Fact>
          <Fact name={text('monitor.prompt')}>{defined?.confirm?.prompt ?? null}</Fact>
          <Fact name={text('monitor.command')}>{argv === null ? null : <code>{argv}</code>}</Fact>
          <Fact name={text('monitor.planned')}>{node.planned_start === null ? null : `${at(node.planned_start) ?? ''} – ${at(node.planned_finish) ?? ''}`}</Fact>
          <Fact name={text('monitor.startedAt')}>{at(node.started_at)}</Fact>
          <Fact name={text('monitor.finishedAt')}>{at(node.finished_at)}</Fact>
          <Fact name={text('monitor.took')}>{took}</Fact>
          <Fact name={text('monitor.exitCode')}>{node.exit_code}</Fact>
          <Fact name={text('monitor.attempt')}>{node.attempt === 0 ? null : node.attempt}</Fact>
          <Fact name={text('monitor.priority')}>{node.priority}</Fact>
        </dl>
      </Panel>
      {node.attempt > 0 && defined?.kind === 'job' && <Log key={`${node.node} ${node.attempt}`} run={detail.run.run} node={node.node} attempt={node.attempt} />}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return <><dt>{name}</dt><dd className="selectable">{children}</dd></>;
}
