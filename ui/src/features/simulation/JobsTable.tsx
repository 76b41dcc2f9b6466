import { VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent } from '@/lib/number';
import { formatClock, formatDuration } from '@/lib/time';
import type { JobFigures } from './jobs';

interface JobsTableProps {
  jobs: readonly JobFigures[];
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
}

/** Jobs ranked by how often they are on the critical path. */
export function JobsTable({ jobs, selected, onSelect }: JobsTableProps) {
  const text = useText();
  const clock = (id: keyof JobFigures & ('start' | 'startP95' | 'finish' | 'finishP50' | 'finishP95'), title: string): Column<JobFigures> => ({
    id, title, width: 90, align: 'end', value: (job) => job[id], render: (job) => optionalClock(job[id]),
  });
  const columns: Column<JobFigures>[] = [
    {
      id: 'criticality', title: text('simulation.criticality'), width: 150, value: (job) => job.criticality ?? Number(job.onPath),
      render: (job) => <Criticality job={job} />,
    },
    { id: 'label', title: text('chart.row'), width: 240, value: (job) => job.label, render: (job) => <span className={job.onPath ? 'job-critical' : ''}>{job.label}</span> },
    { id: 'system', title: text('simulation.system'), width: 130, value: (job) => job.system },
    clock('start', text('chart.start')),
    clock('startP95', text('simulation.startP95')),
    clock('finish', text('chart.end')),
    clock('finishP50', text('simulation.finishP50')),
    clock('finishP95', text('simulation.finishP95')),
    { id: 'slack', title: text('simulation.slack'), width: 100, align: 'end', value: (job) => job.slack_s, render: (job) => formatDuration(job.slack_s) },
    { id: 'driver', title: text('simulation.driver'), width: 260, value: (job) => job.driver },
  ];
  return (
    <VirtualTable
      label={text('simulation.jobs')} columns={columns} rows={jobs} rowKey={(job) => job.id} storageKey="simulation.jobs"
      selected={selected} onSelect={onSelect}
    />
  );
}

function Criticality({ job }: { job: JobFigures }) {
  if (job.criticality === null) return '–';
  return (
    <span className="job-criticality">
      <span className="job-criticality-bar"><i style={{ width: `${job.criticality * 100}%` }} /></span>
      {formatPercent(job.criticality)}
    </span>
  );
}

function optionalClock(time: number | null): string {
  return time === null ? '–' : formatClock(time);
}
