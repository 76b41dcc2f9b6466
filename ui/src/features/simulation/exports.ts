import type { Workflow } from '@/document';
import type { BacktestReport, ForecastReport, PlanReport } from '@/generated/asks';
import type { MenuItem } from '@/kit';
import { drawingSvg, freshInk, ganttSvg, valueAt } from '@/kit/chart';
import { downloadText, inSeconds, toCsv } from '@/lib/download';
import type { TextKey } from '@/lib/i18n';
import { formatClock } from '@/lib/time';
import { nightTip } from './calibration/Backtest';
import { backtestDrawing } from './calibration/backtest-drawing';
import { backtesting, nightsCsv, nodesCsv } from './calibration/calibration';
import { adviceCsv, advising } from './advisor/advice';
import { ladderDrawing, ladderOf } from './advisor/ladder-drawing';
import { comparing } from './compare-store';
import { comparisonCsv } from './comparison';
import { comparisonDrawing } from './comparison-drawing';
import { binsOf } from './distribution/bins';
import { histogramOf } from './exports-drawings';
import { jobsCsv, jobsOf, originWords, tornadoOf } from './jobs/jobs';
import { MOST_BARS, tornadoTip } from './jobs/tornado-words';
import { tornadoDrawing } from './jobs/tornado-drawing';
import type { Names } from './names';
import type { NightViewProps, Say } from './night-view';
import { beginClock } from './picture';
import { resourcesOf } from './reading';
import { boundCsv, bounding, tuning, tuningCsv } from './tuning/tuning';

/** The Gantt chart as drawn, and the figures of its jobs. */
export function ganttExports(night: NightViewProps, say: Say): MenuItem[] {
  const { workflow, plan, picture } = night;
  const draw = () => downloadText(fileName(workflow, plan, 'gantt', 'svg'), ganttSvg({ ...picture, formatTime: formatClock }), 'image/svg+xml');
  const use = () => downloadText(fileName(workflow, night.seen, 'use', 'csv'), useCsv(night.seen, night.names, say), 'text/csv');
  return [
    { label: say('simulation.ganttSvg'), icon: 'gantt', onSelect: draw },
    { label: say('simulation.useCsv'), icon: 'pool', disabled: resourcesOf(night.seen).length === 0, onSelect: use },
    ...jobsExports(night, say),
  ];
}

/** The figures of the jobs, and what moves and holds up the window as pictures and tables. */
export function jobsExports({ workflow, plan, seen, isPlanned, forecast, jobs, names }: NightViewProps, say: Say): MenuItem[] {
  const table = () => {
    // Of a simulated night that is looked at the table has its own times.
    const shown = isPlanned ? jobs : jobsOf(seen, null, names, say);
    downloadText(fileName(workflow, seen, 'jobs', 'csv'), jobsCsv(shown, jobTitles(say), (job) => originWords(job.origin, names, say)), 'text/csv');
  };
  const tornado = () => {
    const drawing = tornadoDrawing({ jobs: tornadoOf(jobs, MOST_BARS), selected: new Set(), tip: (job) => tornadoTip(job, say) }, 1000);
    downloadText(fileName(workflow, plan, 'tornado', 'svg'), drawingSvg(drawing, freshInk()), 'image/svg+xml');
  };
  return [
    { label: say('simulation.jobsCsv'), icon: 'table', onSelect: table },
    { label: say('outcome.tornadoSvg'), icon: 'chart', disabled: forecast === null, onSelect: tornado },
    {
      label: say('outcome.resourcesCsv'), icon: 'pool', disabled: forecast === null,
      onSelect: () => forecast !== null && downloadText(fileName(workflow, plan, 'resources', 'csv'), resourcesCsv(forecast, names, say), 'text/csv'),
    },
  ];
}

export function distributionExports({ workflow, plan, forecast, names }: NightViewProps, say: Say): MenuItem[] {
  const draw = () => {
    if (forecast === null) return;
    const drawing = histogramOf(plan, forecast, names, say, { width: 1200, height: 560 });
    downloadText(fileName(workflow, plan, 'distribution', 'svg'), drawingSvg(drawing, freshInk()), 'image/svg+xml');
  };
  return [
    { label: say('simulation.histogramSvg'), icon: 'chart', disabled: forecast === null, onSelect: draw },
    {
      label: say('simulation.binsCsv'), icon: 'table', disabled: forecast === null,
      onSelect: () => forecast !== null && downloadText(fileName(workflow, plan, 'distribution', 'csv'), binsCsv(plan, forecast, say), 'text/csv'),
    },
  ];
}

export function scenarioExports({ plan, names, workflow }: NightViewProps, say: Say): MenuItem[] {
  const { wanted, answer: comparison } = comparing.use.getState();
  const mine = wanted?.document === workflow.document ? comparison : null;
  return [
    {
      label: say('scenario.pictureSvg'), icon: 'chart', disabled: mine === null,
      onSelect: () => mine !== null && downloadText(fileName(workflow, plan, 'scenarios', 'svg'), drawingSvg(comparisonDrawing(mine, say, 1100), freshInk()), 'image/svg+xml'),
    },
    {
      label: say('scenario.figures'), icon: 'table', disabled: mine === null,
      onSelect: () => mine !== null && downloadText(fileName(workflow, plan, 'scenarios', 'csv'), comparisonCsv(mine, names, say), 'text/csv'),
    },
  ];
}

/** The steps of the last advice as a picture and as a table. */
export function advisorExports({ plan, names, workflow }: NightViewProps, say: Say): MenuItem[] {
  const { wanted, answer } = advising.use.getState();
  const report = wanted?.document === workflow.document ? answer : null;
  const disabled = report === null || report.steps.length === 0;
  return [
    {
      label: say('advisor.pictureSvg'), icon: 'chart', disabled,
      onSelect: () => report !== null && downloadText(fileName(workflow, plan, 'advice', 'svg'), drawingSvg(ladderDrawing(ladderOf(report, names, say), 1000), freshInk()), 'image/svg+xml'),
    },
    {
      label: say('advisor.stepsCsv'), icon: 'table', disabled,
      onSelect: () => report !== null && downloadText(fileName(workflow, plan, 'advice', 'csv'), adviceCsv(report, names, say), 'text/csv'),
    },
  ];
}

/** What is proven of the window, and what tuning has found last. */
export function tuneExports({ plan, whole, workflow }: NightViewProps, say: Say): MenuItem[] {
  const { document } = workflow;
  const bound = bounding.use.getState();
  const tuned = tuning.use.getState();
  const proven = bound.wanted?.document === document ? bound.answer : null;
  const report = tuned.wanted?.document === document ? tuned.answer : null;
  return [
    {
      label: say('tuning.boundCsv'), icon: 'table', disabled: proven === null,
      onSelect: () => proven !== null && downloadText(fileName(workflow, plan, 'bound', 'csv'), boundCsv(proven, say), 'text/csv'),
    },
    {
      label: say('tuning.csv'), icon: 'table', disabled: report === null,
      onSelect: () => report !== null && downloadText(fileName(workflow, plan, 'tuning', 'csv'), tuningCsv(report, whole), 'text/csv'),
    },
  ];
}

/** What was predicted and what came, as a picture and as tables. */
export function calibrationExports({ plan, names, workflow }: NightViewProps, say: Say): MenuItem[] {
  const { wanted, answer } = backtesting.use.getState();
  const report = wanted?.document === workflow.document ? answer : null;
  const save = (what: string, kind: 'svg' | 'csv', content: (of: BacktestReport) => string) => {
    if (report !== null) downloadText(fileName(workflow, plan, what, kind), content(report), kind === 'svg' ? 'image/svg+xml' : 'text/csv');
  };
  const picture = ({ nights }: BacktestReport) => drawingSvg(backtestDrawing({ nights, tip: (night) => nightTip(night, say) }, { width: 1200, height: 480 }), freshInk());
  const disabled = report === null;
  return [
    { label: say('calibration.pictureSvg'), icon: 'chart', disabled, onSelect: () => save('calibration', 'svg', picture) },
    { label: say('calibration.nightsCsv'), icon: 'table', disabled, onSelect: () => save('calibration-nights', 'csv', nightsCsv) },
    { label: say('calibration.jobsCsv'), icon: 'table', disabled, onSelect: () => save('calibration-jobs', 'csv', (of) => nodesCsv(of, names)) },
  ];
}

/** `bank-day-end-2026-11-30-gantt.svg`. */
export function fileName({ state }: Workflow, plan: PlanReport, what: string, kind: string): string {
  return `${state.definition?.id ?? 'night'}-${plan.business_date}-${what}.${kind}`;
}

function binsCsv(plan: PlanReport, forecast: ForecastReport, say: Say): string {
  const begin = beginClock(plan);
  const titles = ['simulation.binFrom', 'simulation.binTo', 'simulation.binEnd', 'simulation.nights', 'simulation.cumulative'] as const;
  const rows = binsOf(forecast.histogram, forecast.samples).map((bin) => [bin.from_s, bin.to_s, formatClock(begin + bin.to_s, true), bin.count, bin.cumulative]);
  return toCsv([titles.map((title, at) => (at < 2 ? inSeconds(say(title)) : say(title))), ...rows]);
}

/** A line each time that what is in use, wanted or there of a pool or lock changes. */
export function useCsv(plan: PlanReport, names: Names, say: Say): string {
  const begin = beginClock(plan);
  const titles = ['outcome.resource', 'simulation.useFrom', 'chart.start', 'simulation.inUse', 'simulation.capacity', 'simulation.waiting'] as const;
  const rows = resourcesOf(plan).flatMap((pool) => {
    const moments = [...new Set([...pool.capacity, ...pool.use, ...pool.waiting].map(([at]) => at))].sort((a, b) => a - b);
    return moments.map((at) => [
      pool.id, names.resource(pool.id), at, formatClock(begin + at, true), valueAt(pool.use, at), valueAt(pool.capacity, at), valueAt(pool.waiting, at),
    ]);
  });
  return toCsv([['id', ...titles.map((title) => say(title))], ...rows]);
}

function jobTitles(say: Say): string[] {
  const seconds = (title: TextKey) => inSeconds(say(title));
  return [
    'id', say('chart.row'), say('simulation.system'), say('simulation.criticality'), say('chart.start'), say('simulation.startP95'),
    say('chart.end'), say('simulation.finishP50'), say('simulation.finishP95'), seconds('simulation.slack'), say('simulation.driver'),
    say('outcome.cruciality'), say('outcome.origin'), say('outcome.durationP10'), say('outcome.durationP90'), say('outcome.windowAtP10'), say('outcome.windowAtP90'),
  ];
}

function resourcesCsv(forecast: ForecastReport, names: Names, say: Say): string {
  const titles = ['outcome.kind', 'outcome.resource', 'outcome.drove', 'outcome.meanWait', 'outcome.p95Wait'] as const;
  return toCsv([
    ['id', ...titles.map((title) => (title.endsWith('Wait') ? inSeconds(say(title)) : say(title)))],
    ...forecast.resources.map(({ kind, id, drove, mean_wait_s, p95_wait_s }) => [id, kind, names.resource(id), drove, mean_wait_s, p95_wait_s]),
  ]);
}
