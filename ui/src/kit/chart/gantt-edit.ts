import type { GanttBar, GanttRow } from './gantt-data';
import { hitAt, LINE_HEIGHT, spanOf, type GanttLines } from './gantt-lines';
import type { TimeScale } from './time-scale';

/** What of a bar is dragged: its start, which moves it whole, or its end. */
export type GanttGrip = 'start' | 'end';

/** A bar as it would be: where it was dragged to, or pushed by a key. */
export interface EditedBar {
  row: GanttRow;
  bar: GanttBar;
  grip: GanttGrip;
  start: number;
  end: number;
}

/** Lets bars be dragged. The chart only shows where to; what that means is the caller's. */
export interface GanttEdit {
  /** Whether this end of a bar may be moved at all. */
  canDrag: (row: GanttRow, bar: GanttBar, grip: GanttGrip) => boolean;
  /** Beside the ghost, while it is dragged. */
  describe: (edited: EditedBar) => string;
  onEdit: (edited: EditedBar) => void;
}

const END_INSIDE = 5;
const END_OUTSIDE = 4;
const MINUTE = 60;

/** The bar that a drag from this point would take, and by what. `y` counts from the first line's top. */
export function gripAt(lines: GanttLines, scale: TimeScale, x: number, y: number, edit: GanttEdit): Pick<EditedBar, 'row' | 'bar' | 'grip'> | null {
  const line = lines.lines[Math.floor(y / LINE_HEIGHT)];
  if (y < 0 || x < scale.left || line?.kind !== 'row') return null;
  const { row } = line;
  const atEnd = row.bars.find((bar) => bar.look !== 'pale' && isAtEnd(bar, scale, x));
  if (atEnd !== undefined && edit.canDrag(row, atEnd, 'end')) return { row, bar: atEnd, grip: 'end' };
  const hit = hitAt(lines, scale, x, y);
  if (hit?.kind !== 'row' || hit.bar === null || hit.bar.look === 'pale' || !edit.canDrag(row, hit.bar, 'start')) return null;
  return { row, bar: hit.bar, grip: 'start' };
}

/** A narrow bar is taken by its end only from beyond it, so that it can still be moved. */
function isAtEnd(bar: GanttBar, scale: TimeScale, x: number): boolean {
  const { x: left, width } = spanOf(bar, scale);
  const inside = width < 3 * END_INSIDE ? 0 : END_INSIDE;
  return x >= left + width - inside && x <= left + width + END_OUTSIDE && x >= left;
}

/** Whole minutes, or five where a pixel is more than a minute. */
export function snapStep(scale: TimeScale): number {
  return (scale.to - scale.from) / Math.max(scale.width, 1) > MINUTE ? 5 * MINUTE : MINUTE;
}

/** The bar moved or stretched by so many seconds, on whole steps; never shorter than one second. */
export function editedBar(from: Pick<EditedBar, 'row' | 'bar' | 'grip'>, seconds: number, step: number): EditedBar {
  const { row, bar, grip } = from;
  const snapped = (time: number) => Math.round(time / step) * step;
  if (grip === 'end') return { row, bar, grip, start: bar.start, end: Math.max(bar.start + 1, snapped(bar.end + seconds)) };
  const start = snapped(bar.start + seconds);
  return { row, bar, grip, start, end: start + bar.end - bar.start };
}
