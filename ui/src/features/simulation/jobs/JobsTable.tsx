import { VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatNumber } from '@/lib/number';
import { formatClock, formatDuration, signedDuration } from '@/lib/time';
import type { Names } from '../names';
import { originWords, swingOf, type JobFigures } from './jobs';
import { Share } from './ResourceTable';

interface JobsTableProps {
  jobs: readonly JobFigures[];
  names: Names;
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
}

type ClockField = 'start' | 'startP95' | 'finish' | 'finishP50' | 'finishP95';

/** Jobs ranked by how often they are on the critical path, with what they mean for the window and where their figures come from. */
export function JobsTable({ jobs, names, selected, onSelect }: JobsTableProps) {
  const text = useText();
  const clock = (id: ClockField, title: string): Column<JobFigures> => ({
    id, title, width: 90, align: 'end', value: (job) => job[id],
    render: (job) => (job.uncertain && id.endsWith('P95') ? <span className="job-doubt" title={text('outcome.uncertainTip')}>{optionalClock(job[id])} ?</span> : optionalClock(job[id])),
  });
  const columns: Column<JobFigures>[] = [
    {
      id: 'criticality', title: text('simulation.criticality'), tip: text('outcome.criticalityTip'), width: 150, value: (job) => job.criticality ?? Number(job.onPath),
      render: (job) => (job.criticality === null ? '–' : <Share value={job.criticality} />),
    },
    { id: 'label', title: text('chart.row'), width: 240, value: (job) => job.label, render: (job) => <span className={job.onPath ? 'job-critical' : ''}>{job.label}</span> },
    { id: 'system', title: text('simulation.system'), width: 130, value: (job) => job.system },
    {
      id: 'cruciality', title: text('outcome.cruciality'), tip: text('outcome.crucialityTip'), width: 100, align: 'end', value: (job) => job.cruciality,
      render: (job) => (job.cruciality === null ? '–' : formatNumber(job.cruciality, 2)),
    },
    {
      id: 'swing', title: text('outcome.swing'), tip: text('outcome.swingTip'), width: 200, align: 'end', value: swingOf,
      render: ({ tornado }) => (tornado === null ? '–' : `${signedDuration(tornado.window_at_p10_s)} … ${signedDuration(tornado.window_at_p90_s)}`),
    },
    {
      id: 'origin', title: text('outcome.origin'), tip: text('outcome.originTip'), width: 190, value: (job) => originWords(job.origin, names, text),
      render: (job) => originWords(job.origin, names, text) || '–',
    },
    clock('start', text('chart.start')),
    clock('startP95', text('simulation.startP95')),
    clock('finish', text('chart.end')),
    clock('finishP50', text('simulation.finishP50')),
    clock('finishP95', text('simulation.finishP95')),
    { id: 'slack', title: text('simulation.slack'), tip: text('outcome.slackTip'), width: 100, align: 'end', value: (job) => job.slack_s, render: (job) => formatDuration(job.slack_s) },
    { id: 'driver', title: text('simulation.driver'), width: 260, value: (job) => job.driver },
  ];
  return (
    <VirtualTable
      label={text('simulation.jobs')} columns={columns} rows={jobs} rowKey={(job) => job.id} storageKey="simulation.jobs"
      selected={selected} onSelect={onSelect}
    />
  );
}

function optionalClock(time: number | null): string {
  return time === null ? '–' : formatClock(time);
}
