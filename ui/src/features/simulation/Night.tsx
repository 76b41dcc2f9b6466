import { GanttTable } from '@/kit/chart';
import { useText } from '@/lib/i18n';
import type { NightViewProps } from './night-view';
import { NightGantt } from './NightGantt';

/** The night as a Gantt chart, or the same as a table. */
export function Night(night: NightViewProps) {
  const text = useText();
  const { picture, asTable, selected, onSelect } = night;
  if (!asTable) return <NightGantt {...night} />;
  return (
    <GanttTable
      label={text('simulation.gantt')} storageKey="simulation.gantt" rows={picture.rows} groups={picture.groups}
      selected={selected} onSelect={onSelect}
    />
  );
}
