import type { ForecastReport, PlanReport } from '@/generated/asks';
import type { MenuItem } from '@/kit';
import { elementSvg, ganttSvg } from '@/kit/chart';
import { downloadText, toCsv } from '@/lib/download';
import type { TextKey, TextValues } from '@/lib/i18n';
import { formatClock } from '@/lib/time';
import { binsOf } from './distribution';
import { jobsCsv, type JobFigures } from './jobs';
import type { Names } from './names';
import { beginClock, type Picture } from './picture';

interface Exported {
  view: 'gantt' | 'distribution' | 'jobs';
  plan: PlanReport;
  forecast: ForecastReport | null;
  picture: Picture;
  jobs: readonly JobFigures[];
  names: Names;
  say: (key: TextKey, values?: TextValues) => string;
}

/** What can be taken away as a file: the picture in view, and its figures. */
export function exportsOf({ view, plan, forecast, picture, jobs, say }: Exported): MenuItem[] {
  const name = (what: string, kind: string) => `night-${plan.business_date}-${what}.${kind}`;
  const jobsItem: MenuItem = {
    label: say('simulation.jobsCsv'), icon: 'table',
    onSelect: () => downloadText(name('jobs', 'csv'), jobsCsv(jobs, jobTitles(say)), 'text/csv'),
  };
  if (view === 'jobs') return [jobsItem];
  if (view === 'gantt') {
    const draw = () => downloadText(name('gantt', 'svg'), ganttSvg({ ...picture, formatTime: formatClock }), 'image/svg+xml');
    return [{ label: say('simulation.ganttSvg'), icon: 'gantt', onSelect: draw }, jobsItem];
  }
  const draw = () => {
    const drawn = document.querySelector<SVGSVGElement>('.histogram svg');
    if (drawn) downloadText(name('distribution', 'svg'), elementSvg(drawn), 'image/svg+xml');
  };
  return [
    { label: say('simulation.histogramSvg'), icon: 'chart', disabled: forecast === null, onSelect: draw },
    {
      label: say('simulation.binsCsv'), icon: 'table', disabled: forecast === null,
      onSelect: () => forecast !== null && downloadText(name('distribution', 'csv'), binsCsv(plan, forecast, say), 'text/csv'),
    },
  ];
}

function binsCsv(plan: PlanReport, forecast: ForecastReport, say: Exported['say']): string {
  const begin = beginClock(plan);
  const titles = ['simulation.binFrom', 'simulation.binTo', 'simulation.binEnd', 'simulation.nights', 'simulation.cumulative'] as const;
  const rows = binsOf(forecast.histogram).map((bin) => [bin.from_s, bin.to_s, formatClock(begin + bin.to_s, true), bin.count, bin.cumulative]);
  return toCsv([titles.map((title) => say(title)), ...rows]);
}

function jobTitles(say: Exported['say']): string[] {
  return [
    'id', say('chart.row'), say('simulation.system'), say('simulation.criticality'), say('chart.start'), say('simulation.startP95'),
    say('chart.end'), say('simulation.finishP50'), say('simulation.finishP95'), say('simulation.slack'), say('simulation.driver'),
  ];
}
