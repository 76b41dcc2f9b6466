import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { editedBar, gripAt, snapStep, type EditedBar, type GanttEdit, type GanttGrip } from './gantt-edit';
import type { GanttRow } from './gantt-data';
import type { GanttLines } from './gantt-lines';
import type { GanttView } from './use-gantt-view';

interface EditHost {
  body: RefObject<HTMLElement | null>;
  lines: GanttLines;
  view: GanttView;
  edit: GanttEdit | undefined;
}

interface Point {
  x: number;
  /** From the first line's top. */
  y: number;
}

const NUDGE = 60;
const BIG_NUDGE = 300;

/** Drags bars and their ends. The ghost shows where to; nothing happens before the drop, and Escape forgets it. */
export function useGanttEdit({ lines, view, edit }: EditHost) {
  const [ghost, setGhost] = useState<EditedBar | null>(null);
  const held = useRef<{ x: number; taken: Pick<EditedBar, 'row' | 'bar' | 'grip'> } | null>(null);
  const { scale } = view;
  const cancel = () => {
    held.current = null;
    setGhost(null);
  };
  const isDragging = ghost !== null;
  useEffect(() => {
    if (!isDragging) return undefined;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      held.current = null;
      setGhost(null);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [isDragging]);

  return {
    ghost,
    gripAt: ({ x, y }: Point): GanttGrip | null => (edit === undefined ? null : gripAt(lines, scale, x, y, edit)?.grip ?? null),
    /** Takes hold of what is under the pointer; false when that cannot be dragged. */
    take: ({ x, y }: Point): boolean => {
      const taken = edit === undefined ? null : gripAt(lines, scale, x, y, edit);
      held.current = taken === null ? null : { x, taken };
      return taken !== null;
    },
    /** False when nothing is held, also after Escape. */
    drag: (x: number): boolean => {
      if (held.current === null) return false;
      const seconds = scale.time(x) - scale.time(held.current.x);
      setGhost(editedBar(held.current.taken, seconds, snapStep(scale)));
      return true;
    },
    drop: () => {
      if (ghost !== null && held.current !== null) edit?.onEdit(ghost);
      cancel();
    },
    cancel,
    /** Alt and the arrows move the bar, with Ctrl its end; by one minute, with Shift by five. */
    onKey: (event: KeyboardEvent, row: GanttRow | null): boolean => {
      if (edit === undefined || row === null || !event.altKey || !(event.key === 'ArrowLeft' || event.key === 'ArrowRight')) return false;
      const grip: GanttGrip = event.ctrlKey || event.metaKey ? 'end' : 'start';
      const bar = row.bars.findLast((each) => each.look !== 'pale');
      if (bar === undefined || !edit.canDrag(row, bar, grip)) return false;
      const by = (event.shiftKey ? BIG_NUDGE : NUDGE) * (event.key === 'ArrowLeft' ? -1 : 1);
      edit.onEdit(editedBar({ row, bar, grip }, by, NUDGE));
      return true;
    },
  };
}

export type GanttEditing = ReturnType<typeof useGanttEdit>;
