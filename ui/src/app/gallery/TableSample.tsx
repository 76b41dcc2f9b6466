import { useState } from 'react';
import { StateMark, STATES, VirtualTable, type Column, type State } from '@/kit';
import { formatClock, formatDuration } from '@/lib/time';

interface Sample {
  id: string;
  name: string;
  state: State;
  start: number;
  duration: number;
}

const ROWS: Sample[] = Array.from({ length: 10_000 }, (_, index) => ({
  id: `job-${index}`,
  name: `core-posting-${index}`,
  state: STATES[(index * 7) % STATES.length] ?? 'waiting',
  start: 77_400 + index * 3,
  duration: (index * 7919) % 9000,
}));

const COLUMNS: Column<Sample>[] = [
  { id: 'name', title: 'Name', width: 240, value: (row) => row.name },
  { id: 'state', title: 'State', width: 140, value: (row) => row.state, render: (row) => <StateMark state={row.state} /> },
  { id: 'start', title: 'Start', width: 100, align: 'end', value: (row) => row.start, render: (row) => formatClock(row.start) },
  { id: 'duration', title: 'Duration', width: 120, align: 'end', value: (row) => row.duration, render: (row) => formatDuration(row.duration) },
];

export function TableSample() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['job-2', 'job-3']));
  return <VirtualTable label="sample" columns={COLUMNS} rows={ROWS} rowKey={(row) => row.id} selected={selected} onSelect={setSelected} />;
}
