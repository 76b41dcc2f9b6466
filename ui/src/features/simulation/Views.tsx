import { memo, useMemo, useState, type ReactElement } from 'react';
import type { Workflow } from '@/document';
import type { ForecastReport, PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { IconButton, SplitPane, Tabs, type Tab } from '@/kit';
import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import { isString } from '@/lib/storage';
import { rememberedStore, useValue } from '@/lib/store';
import { advising } from './advisor/advice';
import { backtesting } from './calibration/calibration';
import { chosenPercentile, useChosenNight } from './chosen-night';
import { comparing } from './compare-store';
import { ExportMenu } from './ExportMenu';
import { ChosenNight } from './NightChoice';
import { jobsOf } from './jobs/jobs';
import type { Names } from './names';
import { useNight } from './night-store';
import type { NightView, NightViewProps } from './night-view';
import { pictureOf } from './picture';
import { bounding, tuning } from './tuning/tuning';
import { VIEWS } from './views';
import { WhatIfBar } from './WhatIfBar';
import { WhatIfPanel } from './WhatIfPanel';
import { Why } from './Why';

export const shownView = rememberedStore<string>('simulation.view', 'gantt', isString);
const NONE: ReadonlySet<string> = new Set();

/** The views whose work goes on, seen or not. */
function useBusyViews(): ReadonlySet<string> {
  const works = {
    scenarios: comparing.use((state) => state.progress !== null),
    advisor: advising.use((state) => state.progress !== null),
    tune: [bounding.use((state) => state.progress !== null), tuning.use((state) => state.progress !== null)].some(Boolean),
    calibration: backtesting.use((state) => state.progress !== null),
  };
  return new Set(Object.entries(works).flatMap(([id, isBusy]) => (isBusy ? [id] : [])));
}

interface ViewsProps {
  workflow: Workflow;
  plan: PlanReport;
  forecast: ForecastReport | null;
  whole: Definition | null;
  names: Names;
}

/** The views of the night, and beside them why the chosen job starts when it does. */
export const Views = memo(function Views({ workflow, plan, forecast, whole, names }: ViewsProps) {
  const text = useText();
  const view = useShownView();
  const [asTable, setAsTable] = useState(false);
  const [selected, setSelected] = useState(NONE);
  const [isOpen, setOpen] = useState(false);
  const basePlan = useNight((night) => night.basePlan);
  const percentile = useValue(chosenPercentile);
  const chosenNight = useChosenNight(view?.id === 'gantt' ? percentile : null);
  const seen = chosenNight.plan ?? plan;
  const isPlanned = seen === plan;
  const busy = useBusyViews();
  // The first forecast of a large night tells of no nodes; for that thousands of bars need not be drawn anew.
  const ofNodes = forecast === null || Object.keys(forecast.nodes).length === 0 ? null : forecast;
  const picture = useMemo(
    () => (isPlanned ? pictureOf(plan, ofNodes, whole, text, basePlan) : pictureOf(seen, null, whole, text)),
    [seen, isPlanned, plan, basePlan, ofNodes, whole, text]);
  const jobs = useMemo(() => jobsOf(plan, ofNodes, names, text), [plan, ofNodes, names, text]);
  const night: NightViewProps = { workflow, plan, forecast, seen, isPlanned, whole, names, picture, jobs, asTable, selected, onSelect: setSelected };
  const tabs = VIEWS.map((each): Tab<string> => ({ id: each.id, label: text(each.label), icon: each.icon, count: each.count?.(night), busy: each.id !== view?.id && busy.has(each.id) }));
  const hasTable = view?.hasTable === true;
  const group = text('app.simulate');
  useCommands([
    ...VIEWS.map(({ id, label, icon }, index) => ({
      id: `simulation.view.${id}`, title: text(label), group, keys: [`Alt+${index + 1}`], icon, run: () => shownView.set(id),
    })),
    { id: 'simulation.table', title: text('simulation.asTable'), group, keys: ['Alt+T'], icon: 'table', enabled: hasTable, run: () => setAsTable(!asTable) },
  ]);
  const tools = (
    <>
      {view?.Tools !== undefined && <view.Tools {...night} />}
      {hasTable && <IconButton icon="table" label={text('simulation.asTable')} keys="Alt+T" pressed={asTable} onClick={() => setAsTable(!asTable)} />}
      {view?.exports !== undefined && <ExportMenu night={night} exports={view.exports} />}
    </>
  );
  const body = (
    <section className="night-view">
      <Tabs label={text('simulation.views')} tabs={tabs} chosen={view?.id ?? ''} onChoose={shownView.set} tools={tools} />
      {view?.id === 'gantt' && <ChosenNight percentile={percentile} plan={isPlanned ? null : seen} problem={chosenNight.problem} />}
      <div className="night-view-body">{view !== undefined && <view.Show {...night} />}</div>
    </section>
  );
  const chosen = [...selected].at(-1);
  const choose = (id: string) => setSelected(new Set([id]));
  const sides = [
    ...(isOpen ? [
      <WhatIfPanel
        key="what-if" workflow={workflow} plan={plan} basePlan={basePlan} isPlanned={isPlanned} whole={whole} names={names} chosen={chosen}
        onChoose={choose} onClose={() => setOpen(false)}
      />,
    ] : []),
    ...(chosen !== undefined && seen.nodes[chosen] !== undefined && view?.id !== 'scenarios' ? [
      <Why key="why" workflow={workflow} plan={seen} forecast={forecast} id={chosen} names={names} onChoose={choose} onClose={() => setSelected(NONE)} />,
    ] : []),
  ];
  return (
    <>
      <WhatIfBar workflow={workflow} names={names} isPlanned={isPlanned} isOpen={isOpen} onOpen={setOpen} />
      <div className="night-views"><Sides main={body} sides={sides} /></div>
    </>
  );
});

/** The view, and at its right what there is to say, one above the other. The view keeps its place, so that the keyboard stays in it. */
function Sides({ main, sides }: { main: ReactElement; sides: readonly ReactElement[] }) {
  const side = <SplitPane storageKey="simulation.sides" split="rows" sized="second" initial={360} min={120} max={900}>{sides}</SplitPane>;
  return (
    <SplitPane storageKey="simulation.why" split="columns" sized="second" initial={340} min={240} max={700}>
      {main}
      {sides.length > 0 && side}
    </SplitPane>
  );
}

/** A view that is no more gives way to the first one. */
function useShownView(): NightView | undefined {
  const shown = useValue(shownView);
  return VIEWS.find(({ id }) => id === shown) ?? VIEWS[0];
}
