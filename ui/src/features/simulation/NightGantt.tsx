import { useMemo, useState } from 'react';
import { addVerbs } from '@/document';
import type { PlanReport } from '@/generated/asks';
import { Gantt, type EditedBar, type GanttEdit } from '@/kit/chart';
import { useText } from '@/lib/i18n';
import { formatClock, formatDuration } from '@/lib/time';
import { canDrag, startsNoEarlier, verbOfDrop } from './drag';
import { NightLegend, ReadingLine } from './NightLegend';
import type { NightViewProps } from './night-view';
import { driverWords } from './picture';

/** The night as a chart, with what the colours mean and what is going on under the cursor. Dragging a bar is a what-if edit. */
export function NightGantt({ workflow, seen, isPlanned, picture, whole, names, selected, onSelect }: NightViewProps) {
  const text = useText();
  const [cursor, setCursor] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const edit = useMemo((): GanttEdit => {
    const cannot = (edited: EditedBar) => {
      const node = seen.nodes[edited.row.id];
      if (node === undefined || !startsNoEarlier(edited, seen, whole)) return null;
      return text('scenario.cannotEarlier', { node: edited.row.label, driver: driverWords(node, names, text) });
    };
    return {
      canDrag: (row, _, grip) => canDrag(whole, row.id, grip),
      describe: (edited) => cannot(edited) ?? ghostWords(edited, text),
      onEdit: (edited) => {
        const refusal = cannot(edited);
        setNote(refusal ?? '');
        const verb = refusal === null ? verbOfDrop(edited, seen, whole) : null;
        if (verb !== null) addVerbs(workflow.document, [verb], `${edited.grip} ${edited.row.id}`);
      },
    };
  }, [workflow, seen, whole, names, text]);
  const follow = (time: number | null) => {
    setCursor(time);
    if (time === null) setNote('');
  };
  return (
    <div className="night-gantt">
      <Gantt
        label={text('simulation.gantt')} storageKey="simulation" title={text('simulation.zone', { zone: seen.zone })}
        {...picture} selected={selected} onSelect={onSelect} onCursor={follow} edit={isPlanned ? edit : undefined}
      />
      <div className="night-reading" aria-live="off">
        {note !== '' && <span className="night-reading-waits" role="status">{note}</span>}
        {cursor === null ? <NightLegend used={usedDrivers(seen)} picture={picture} /> : <ReadingLine plan={seen} cursor={cursor} names={names} />}
      </div>
    </div>
  );
}

function usedDrivers(plan: PlanReport) {
  return new Set(Object.values(plan.nodes).map((node) => node.driver.kind));
}

/** What a drop here would do, in a line. */
function ghostWords({ grip, start, end }: EditedBar, text: ReturnType<typeof useText>): string {
  if (grip === 'start') return text('scenario.dragStart', { time: formatClock(start) });
  return text('scenario.dragEnd', { time: formatClock(end), length: formatDuration(end - start) });
}
