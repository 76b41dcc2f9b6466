import type { ForecastReport, PlanReport } from '@/generated/asks';
import type { MenuItem } from '@/kit';
import { elementSvg, ganttSvg } from '@/kit/chart';
import { downloadText, toCsv } from '@/lib/download';
import { formatClock } from '@/lib/time';
import { binsOf } from './distribution';
import { useComparison } from './compare-store';
import { comparisonCsv } from './comparison';
import { jobsCsv } from './jobs';
import type { NightViewProps, Say } from './night-view';
import { beginClock } from './picture';

/** The Gantt chart as drawn, and the figures of its jobs. */
export function ganttExports(night: NightViewProps, say: Say): MenuItem[] {
  const { plan, picture } = night;
  const draw = () => downloadText(fileName(plan, 'gantt', 'svg'), ganttSvg({ ...picture, formatTime: formatClock }), 'image/svg+xml');
  return [{ label: say('simulation.ganttSvg'), icon: 'gantt', onSelect: draw }, ...jobsExports(night, say)];
}

export function jobsExports({ plan, jobs }: NightViewProps, say: Say): MenuItem[] {
  return [{
    label: say('simulation.jobsCsv'), icon: 'table',
    onSelect: () => downloadText(fileName(plan, 'jobs', 'csv'), jobsCsv(jobs, jobTitles(say)), 'text/csv'),
  }];
}

export function distributionExports({ plan, forecast }: NightViewProps, say: Say): MenuItem[] {
  const draw = () => {
    const drawn = document.querySelector<SVGSVGElement>('.histogram svg');
    if (drawn) downloadText(fileName(plan, 'distribution', 'svg'), elementSvg(drawn), 'image/svg+xml');
  };
  return [
    { label: say('simulation.histogramSvg'), icon: 'chart', disabled: forecast === null, onSelect: draw },
    {
      label: say('simulation.binsCsv'), icon: 'table', disabled: forecast === null,
      onSelect: () => forecast !== null && downloadText(fileName(plan, 'distribution', 'csv'), binsCsv(plan, forecast, say), 'text/csv'),
    },
  ];
}

export function scenarioExports({ plan, names, workflow }: NightViewProps, say: Say): MenuItem[] {
  const { wanted, comparison } = useComparison.getState();
  const mine = wanted?.document === workflow.document ? comparison : null;
  return [{
    label: say('scenario.figures'), icon: 'table', disabled: mine === null,
    onSelect: () => mine !== null && downloadText(fileName(plan, 'scenarios', 'csv'), comparisonCsv(mine, names, say), 'text/csv'),
  }];
}

export function fileName(plan: PlanReport, what: string, kind: string): string {
  return `night-${plan.business_date}-${what}.${kind}`;
}

function binsCsv(plan: PlanReport, forecast: ForecastReport, say: Say): string {
  const begin = beginClock(plan);
  const titles = ['simulation.binFrom', 'simulation.binTo', 'simulation.binEnd', 'simulation.nights', 'simulation.cumulative'] as const;
  const rows = binsOf(forecast.histogram).map((bin) => [bin.from_s, bin.to_s, formatClock(begin + bin.to_s, true), bin.count, bin.cumulative]);
  return toCsv([titles.map((title) => say(title)), ...rows]);
}

function jobTitles(say: Say): string[] {
  return [
    'id', say('chart.row'), say('simulation.system'), say('simulation.criticality'), say('chart.start'), say('simulation.startP95'),
    say('chart.end'), say('simulation.finishP50'), say('simulation.finishP95'), say('simulation.slack'), say('simulation.driver'),
  ];
}
