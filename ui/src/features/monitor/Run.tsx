import { useMemo, useState } from 'react';
import { useSession } from '@/backend';
import { inlined } from '@/document';
import type { RunDetail } from '@/generated/asks';
import { Button, ErrorNotice, IconButton, Progress, SplitPane, StateMark, Tabs, type Tab } from '@/kit';
import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatDuration, formatInstant } from '@/lib/time';
import { ActionBar } from './ActionBar';
import { Counts } from './Counts';
import { NodePanel } from './NodePanel';
import { RunEvents } from './RunEvents';
import { RunGantt } from './RunGantt';
import { RunGraph } from './RunGraph';
import { RunTable } from './RunTable';
import { useNow } from './use-now';
import { useRun } from './use-run';

type View = 'graph' | 'gantt' | 'table' | 'events';

/** One run as graph, Gantt chart or table, with what an operator can do about it. */
export function Run({ run }: { run: number }) {
  const text = useText();
  const { detail, problem, refresh } = useRun(run);
  useCommands([{ id: 'monitor.back', title: text('monitor.allRuns'), group: text('monitor.title'), keys: ['Escape'], icon: 'chevron-left', run: () => go('monitor') }]);
  if (detail === null) {
    return (
      <div className="run-waiting">
        {problem === null ? <Progress label={text('monitor.loading')} value={null} /> : <ErrorNotice notice={problem} actions={<Button onClick={() => go('monitor')}>{text('monitor.allRuns')}</Button>} />}
      </div>
    );
  }
  return <OneRun detail={detail} stale={problem !== null} refresh={refresh} />;
}

function OneRun({ detail, stale, refresh }: { detail: RunDetail; stale: boolean; refresh: () => void }) {
  const text = useText();
  const [view, setView] = useState<View>('graph');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { bundle } = detail;
  // The bundle comes anew with each look, but a run's revision never changes.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const definition = useMemo(() => inlined(bundle.root, bundle.definitions), [detail.run.hash]);
  if (definition === null) return <ErrorNotice notice={{ message: text('monitor.noRoot', { root: bundle.root }) }} />;
  const only = chosen.size === 1 ? [...chosen][0] : undefined;
  const node = detail.nodes.find((each) => each.node === only);
  const tabs: Tab<View>[] = [
    { id: 'graph', label: text('monitor.graph'), icon: 'design' },
    { id: 'gantt', label: text('monitor.gantt'), icon: 'gantt' },
    { id: 'table', label: text('monitor.table'), icon: 'table' },
    { id: 'events', label: text('monitor.events'), icon: 'log' },
  ];
  const views = { detail, definition, chosen, choose: setChosen };
  return (
    <div className="run">
      <RunHead detail={detail} zone={definition.zone} stale={stale} />
      <ActionBar detail={detail} definition={definition} chosen={chosen} done={refresh} />
      <Tabs label={text('monitor.views')} tabs={tabs} chosen={view} onChoose={setView} />
      <div className="run-body">
        <SplitPane storageKey="monitor.run" split="columns" sized="second" initial={380} min={260} max={900} foldable>
          <div className="run-view">
            {view === 'graph' && <RunGraph {...views} />}
            {view === 'gantt' && <RunGantt {...views} />}
            {view === 'table' && <RunTable {...views} />}
            {view === 'events' && <RunEvents detail={detail} />}
          </div>
          <NodePanel detail={detail} definition={definition} node={node} count={chosen.size} />
        </SplitPane>
      </div>
    </div>
  );
}

function RunHead({ detail: { run }, zone, stale }: { detail: RunDetail; zone: string; stale: boolean }) {
  const text = useText();
  const now = useNow(run.finished_at === null);
  const away = useSession((session) => session.runtime.state === 'unreachable');
  const elapsed = ((run.finished_at ?? now) - run.started_at) / 1000;
  return (
    <header className="run-head">
      <div className="run-head-line">
        <IconButton icon="chevron-left" label={text('monitor.allRuns')} keys="Escape" onClick={() => go('monitor')} />
        <h1>{run.workflow_name}</h1>
        <span>{text('monitor.forDate', { date: run.business_date })}</span>
        <StateMark state={run.state} />
        {run.paused && <span className="run-paused">{text('monitor.paused')}</span>}
        <Counts counts={run.counts} />
        {(stale || away) && <span className="run-stale">{text('monitor.stale')}</span>}
      </div>
      {/* Always two lines: the graph below must not move under the pointer when a run comes to be blocked. */}
      <div className="run-head-line">
        {run.state === 'blocked' && run.blocked_by.length > 0 && (
          <span className="run-blocked">{text(run.blocked_by.length > 4 ? 'monitor.blockedByMany' : 'monitor.blockedBy', { nodes: run.blocked_by.slice(0, 4).join(', '), total: run.blocked_by.length })}</span>
        )}
        <span className="soft">{text('monitor.startedLine', { at: formatInstant(run.started_at, zone, true), zone, by: run.started_by, elapsed: formatDuration(elapsed) })}</span>
        <code className="soft">#{run.run} v{run.version} {run.hash.slice(0, 12)}</code>
      </div>
    </header>
  );
}
