import { useMemo } from 'react';
import { useText } from '@/lib/i18n';
import { formatClock, formatDuration } from '@/lib/time';
import { VirtualTable, type Column } from '../VirtualTable';
import type { GanttBar, GanttGroup, GanttRow } from './gantt-data';
import { ownBars } from './gantt-lines';

interface GanttTableProps {
  label: string;
  rows: readonly GanttRow[];
  groups?: readonly GanttGroup[];
  selected?: ReadonlySet<string>;
  onSelect?: (rows: ReadonlySet<string>) => void;
  formatTime?: (time: number) => string;
  storageKey: string;
}

interface Entry {
  row: GanttRow;
  group: string;
  first: GanttBar | undefined;
  last: GanttBar | undefined;
}

/** The same as a chart says, as a table: one line a row. */
export function GanttTable({ label, rows, groups, selected, onSelect, formatTime = formatClock, storageKey }: GanttTableProps) {
  const text = useText();
  const entries = useMemo(() => {
    const names = new Map(groups?.map((group) => [group.id, group.label]));
    return rows.map((row): Entry => {
      const bars = ownBars(row);
      return { row, group: names.get(row.group ?? '') ?? '', first: bars[0], last: bars.at(-1) };
    });
  }, [rows, groups]);
  const columns: Column<Entry>[] = [
    { id: 'row', title: text('chart.row'), width: 240, value: ({ row }) => row.label },
    { id: 'group', title: text('chart.groupTitle'), width: 160, value: ({ group }) => group },
    { id: 'start', title: text('chart.start'), width: 90, align: 'end', value: ({ first }) => first?.start, render: ({ first }) => (first ? formatTime(first.start) : '') },
    { id: 'end', title: text('chart.end'), width: 90, align: 'end', value: ({ last }) => last?.end, render: ({ last }) => (last ? formatTime(last.end) : '') },
    {
      id: 'length', title: text('chart.length'), width: 110, align: 'end',
      value: ({ first, last }) => (first && last ? last.end - first.start : null),
      render: ({ first, last }) => (first && last ? formatDuration(last.end - first.start) : ''),
    },
    { id: 'deadline', title: text('chart.deadline'), width: 160, value: ({ row }) => row.deadline?.label ?? '' },
    { id: 'what', title: text('chart.what'), width: 420, value: ({ row }) => row.bars.map((bar) => bar.label).join('; ').replaceAll('\n', ', ') },
  ];
  return (
    <VirtualTable
      label={label}
      columns={columns}
      rows={entries}
      rowKey={({ row }) => row.id}
      storageKey={storageKey}
      {...(selected === undefined ? {} : { selected })}
      {...(onSelect === undefined ? {} : { onSelect })}
    />
  );
}
