import { useMemo, useState } from 'react';
import type { Workflow } from '@/document';
import type { ForecastReport, PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { IconButton, Menu, SplitPane, Tabs, type MenuItem, type Tab } from '@/kit';
import { GanttTable } from '@/kit/chart';
import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import { oneOf } from '@/lib/storage';
import { rememberedStore, useValue } from '@/lib/store';
import { exportsOf } from './exports';
import { Distribution } from './Distribution';
import { jobsOf } from './jobs';
import { JobsTable } from './JobsTable';
import type { Names } from './names';
import { NightGantt } from './NightGantt';
import { pictureOf } from './picture';
import { Why } from './Why';

type View = 'gantt' | 'distribution' | 'jobs';

const shownView = rememberedStore<View>('simulation.view', 'gantt', oneOf('gantt', 'distribution', 'jobs'));
const NONE: ReadonlySet<string> = new Set();

interface ViewsProps {
  workflow: Workflow;
  plan: PlanReport;
  forecast: ForecastReport | null;
  whole: Definition | null;
  names: Names;
}

/** The pictures of the night, each with its table, and beside them why the chosen job starts when it does. */
export function Views({ workflow, plan, forecast, whole, names }: ViewsProps) {
  const text = useText();
  const view = useValue(shownView);
  const [asTable, setAsTable] = useState(false);
  const [selected, setSelected] = useState(NONE);
  const picture = useMemo(() => pictureOf(plan, forecast, whole, text), [plan, forecast, whole, text]);
  const jobs = useMemo(() => jobsOf(plan, forecast, names, text), [plan, forecast, names, text]);
  const tabs: Tab<View>[] = [
    { id: 'gantt', label: text('simulation.gantt'), icon: 'gantt' },
    { id: 'distribution', label: text('simulation.distribution'), icon: 'chart' },
    { id: 'jobs', label: text('simulation.jobs'), icon: 'table', count: jobs.length },
  ];
  const group = text('app.simulate');
  useCommands([
    ...tabs.map((tab, index) => ({
      id: `simulation.view.${tab.id}`, title: tab.label, group, keys: [`Alt+${index + 1}`], icon: tab.icon ?? 'chart', run: () => shownView.set(tab.id),
    })),
    { id: 'simulation.table', title: text('simulation.asTable'), group, keys: ['Alt+T'], icon: 'table', enabled: view !== 'jobs', run: () => setAsTable(!asTable) },
  ]);
  const chosen = [...selected].at(-1);
  const common = { selected, onSelect: setSelected };
  const main = view === 'jobs'
    ? <JobsTable jobs={jobs} {...common} />
    : view === 'distribution'
      ? <Distribution plan={plan} forecast={forecast} names={names} asTable={asTable} />
      : asTable
        ? <GanttTable label={text('simulation.gantt')} storageKey="simulation.gantt" rows={picture.rows} groups={picture.groups} {...common} />
        : <NightGantt plan={plan} picture={picture} names={names} {...common} />;
  const tools = (
    <>
      {view !== 'jobs' && <IconButton icon="table" label={text('simulation.asTable')} keys="Alt+T" pressed={asTable} onClick={() => setAsTable(!asTable)} />}
      <ExportMenu items={exportsOf({ view, plan, forecast, picture, jobs, names, say: text })} />
    </>
  );
  const body = (
    <section className="night-view">
      <Tabs label={text('simulation.views')} tabs={tabs} chosen={view} onChoose={shownView.set} tools={tools} />
      <div className="night-view-body">{main}</div>
    </section>
  );
  if (chosen === undefined || plan.nodes[chosen] === undefined) return <div className="night-views">{body}</div>;
  return (
    <div className="night-views">
      <SplitPane storageKey="simulation.why" split="columns" sized="second" initial={340} min={240} max={700}>
        {body}
        <Why workflow={workflow} plan={plan} forecast={forecast} id={chosen} names={names} onChoose={(id) => setSelected(new Set([id]))} onClose={() => setSelected(NONE)} />
      </SplitPane>
    </div>
  );
}

function ExportMenu({ items }: { items: readonly MenuItem[] }) {
  const text = useText();
  return (
    <Menu items={items} align="end">
      {(button) => <IconButton icon="download" label={text('simulation.export')} {...button} />}
    </Menu>
  );
}
