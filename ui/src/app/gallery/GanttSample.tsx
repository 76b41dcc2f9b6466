import { useState } from 'react';
import { Gantt, type GanttRow, type GanttStrip } from '@/kit/chart';
import { formatClock } from '@/lib/time';

const SYSTEMS = ['cash', 'core', 'credit', 'ledger', 'risk'];
const EVENING = 20 * 3600;

/** As many jobs as the largest banks have in one night. */
const ROWS: GanttRow[] = Array.from({ length: 5000 }, (_, index): GanttRow => {
  const start = EVENING + ((index * 7919) % 28_000);
  const end = start + 300 + ((index * 104_729) % 3000);
  const critical = index % 50 === 0;
  return {
    id: `job-${index}`, label: `${SYSTEMS[index % 5]}-posting-batch-${index}`, group: SYSTEMS[index % 5] ?? null, critical, hue: `system-${(index % 5) + 1}`,
    ...(index % 9 === 0 ? { deadline: { at: end + (index % 2 === 0 ? 900 : -120), missed: index % 2 !== 0, label: `by ${formatClock(end + 900)}` } } : {}),
    bars: [
      ...(index % 4 === 1 ? [{ start: start - 600, end: end - 900, look: 'pale', colour: 'ink-faint', label: 'planned' } as const] : []),
      {
        start, end, look: index % 4 === 2 ? 'hatched' : 'solid', colour: critical ? 'critical' : index % 3 === 0 ? 'caution' : 'accent',
        whiskerTo: end + 700, slackTo: critical ? undefined : end + 2400, label: `${formatClock(start)} to ${formatClock(end)}`,
      },
    ],
  };
});
const LINKS = Array.from({ length: 40 }, (_, index) => ({ from: `job-${index * 50}`, to: `job-${(index + 1) * 50}` }));
const STRIPS: GanttStrip[] = ['Database sessions', 'Posting slots', 'General ledger'].map((label, index) => ({
  id: label, label,
  capacity: [[EVENING - 3600, 6], [EVENING + 7200, 4 + index]],
  use: Array.from({ length: 60 }, (_, step) => [EVENING + step * 500, (step * (index + 3)) % 7] as const),
  waiting: [[EVENING + 9000, 2], [EVENING + 14_000, 0]],
}));

export function GanttSample() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['job-5']));
  return (
    <Gantt
      label="sample night" storageKey="gallery" title="5,000 jobs" rows={ROWS} links={LINKS} strips={STRIPS}
      groups={SYSTEMS.map((id, index) => ({ id, label: id, hue: `system-${index + 1}` }))}
      marks={[{ at: 29 * 3600, label: 'ledger closed by 05:00+1', colour: 'bad' }]} now={EVENING + 12_000}
      selected={selected} onSelect={setSelected}
    />
  );
}
