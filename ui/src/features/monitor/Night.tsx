import { useMemo, useState } from 'react';
import { useSession } from '@/backend';
import type { PublishedWorkflow, RunView } from '@/generated/asks';
import { Button, EmptyState, ErrorNotice, Fill, Panel, StateMark, VirtualTable, type Column } from '@/kit';
import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatInstant, localZone } from '@/lib/time';
import { Away } from './Away';
import { Counts } from './Counts';
import { StartRun } from './StartRun';
import { usePublished, useRuns } from './use-runs';

/** The night as a list: what is published and starts next, and every run, those that need somebody first. */
export function Night() {
  const text = useText();
  const runs = useRuns(null);
  const published = usePublished();
  const [starting, setStarting] = useState<PublishedWorkflow | null>(null);
  const away = useSession((session) => session.runtime.state === 'unreachable');
  const first = published.data?.[0];
  useCommands([{
    id: 'monitor.start', title: text('monitor.start'), group: text('monitor.title'), keys: ['Ctrl+Enter'], icon: 'play',
    enabled: first !== undefined, run: () => { if (first !== undefined) setStarting(first); },
  }]);
  const columns = useColumns();
  const ordered = useMemo(() => [...(runs.data ?? [])].sort(byNeed), [runs.data]);
  if (away) return <Away />;
  return (
    <div className="night">
      <Fill slot="actions">
        <Button kind="primary" icon="play" keys="Ctrl+Enter" disabled={first === undefined} onClick={() => { if (first !== undefined) setStarting(first); }}>
          {text('monitor.start')}
        </Button>
      </Fill>
      {runs.error !== undefined && <ErrorNotice notice={runs.error} />}
      <Panel title={text('monitor.published')} foldKey="monitor.published" flush>
        <Published workflows={published.data ?? []} onStart={setStarting} />
      </Panel>
      <Panel title={text('monitor.runs')} fill flush>
        <VirtualTable
          label={text('monitor.runs')} columns={columns} rows={ordered} rowKey={(run) => String(run.run)} storageKey="monitor.runs"
          onOpen={(run) => go('monitor', { run: String(run.run) })}
          onSelect={(keys) => { const [key] = keys; if (key !== undefined) go('monitor', { run: key }); }}
          empty={<EmptyState icon="monitor" line={text('monitor.empty')} />}
        />
      </Panel>
      {starting !== null && (
        <StartRun workflows={published.data ?? []} chosen={starting} onClose={() => setStarting(null)} />
      )}
    </div>
  );
}

function Published({ workflows, onStart }: { workflows: readonly PublishedWorkflow[]; onStart: (workflow: PublishedWorkflow) => void }) {
  const text = useText();
  if (workflows.length === 0) {
    return <EmptyState icon="changes" line={text('monitor.nothingPublished')} action={<Button onClick={() => go('changes')}>{text('monitor.toChanges')}</Button>} />;
  }
  return (
    <ul className="published">
      {workflows.map((workflow) => (
        <li key={workflow.workflow}>
          <strong>{workflow.name}</strong>
          <span className="soft">v{workflow.version}</span>
          <code className="soft">{workflow.hash.slice(0, 12)}</code>
          <span className="soft grow">
            {workflow.next_starts[0] === undefined
              ? text('monitor.noTrigger')
              : text('monitor.nextStart', {
                  at: formatInstant(workflow.next_starts[0].at, workflow.zone), zone: workflow.zone, trigger: workflow.next_starts[0].trigger, date: workflow.next_starts[0].business_date,
                })}
          </span>
          <Button icon="play" onClick={() => onStart(workflow)}>{text('monitor.start')}</Button>
        </li>
      ))}
    </ul>
  );
}

function useColumns(): Column<RunView>[] {
  const text = useText();
  return useMemo(() => [
    { id: 'run', title: '#', width: 64, align: 'end', value: (run) => run.run },
    { id: 'state', title: text('monitor.state'), width: 140, value: (run) => run.state, render: (run) => <StateMark state={run.state} /> },
    { id: 'workflow', title: text('monitor.workflow'), width: 200, value: (run) => run.workflow_name },
    { id: 'date', title: text('monitor.businessDate'), width: 110, value: (run) => run.business_date },
    { id: 'progress', title: text('monitor.progress'), width: 260, value: (run) => run.counts.succeeded, render: (run) => <Counts counts={run.counts} /> },
    { id: 'started', title: text('monitor.startedAt'), width: 150, value: (run) => run.started_at, render: (run) => formatInstant(run.started_at, localZone(), true) },
    { id: 'finished', title: text('monitor.finishedAt'), width: 150, value: (run) => run.finished_at ?? Infinity, render: (run) => (run.finished_at === null ? '–' : formatInstant(run.finished_at, localZone(), true)) },
    { id: 'by', title: text('monitor.startedBy'), width: 140, value: (run) => run.started_by },
    { id: 'version', title: text('monitor.version'), width: 70, align: 'end', value: (run) => run.version, render: (run) => `v${run.version}` },
  ], [text]);
}

const NEED: Record<RunView['state'], number> = { blocked: 0, running: 1, failed: 2, cancelled: 3, succeeded: 3 };

function byNeed(a: RunView, b: RunView): number {
  return NEED[a.state] - NEED[b.state] || b.started_at - a.started_at;
}
