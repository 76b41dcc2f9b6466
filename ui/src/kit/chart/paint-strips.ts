import type { GanttStrip } from './gantt-data';
import { fitted, lettering } from './lettering';
import { paintGrid } from './paint-gantt';
import { largest, stretches, valueAt } from './steps';
import type { TimeScale } from './time-scale';
import type { Ink, Size } from './use-canvas';

export const STRIP_HEIGHT = 40;
const WANTED_HEIGHT = 3;

/** Paints the resources under the lines: use as an area below the line of the capacity, with a band above where more is wanted. */
export function paintStrips(
  context: CanvasRenderingContext2D, size: Size, ink: Ink, strips: readonly GanttStrip[], scale: TimeScale, top: number, cursor: number | null,
): void {
  paintGrid(context, size, ink, scale);
  const first = Math.max(0, Math.floor(top / STRIP_HEIGHT));
  const end = Math.min(strips.length, Math.ceil((top + size.height) / STRIP_HEIGHT));
  strips.slice(first, end).forEach((strip, offset) => {
    const y = (first + offset) * STRIP_HEIGHT - top;
    context.save();
    context.beginPath();
    context.rect(scale.left, y, scale.width, STRIP_HEIGHT);
    context.clip();
    paintStrip(context, ink, strip, scale, y);
    context.restore();
    paintName(context, ink, strip, scale, y, cursor);
    context.fillStyle = ink('line');
    context.fillRect(0, y + STRIP_HEIGHT - 1, size.width, 1);
  });
  context.fillRect(scale.left - 1, 0, 1, size.height);
}

function paintStrip(context: CanvasRenderingContext2D, ink: Ink, strip: GanttStrip, scale: TimeScale, y: number): void {
  const most = Math.max(largest(strip.capacity), largest(strip.use), 1);
  const foot = y + STRIP_HEIGHT - 4;
  const unit = (STRIP_HEIGHT - 10) / most;
  const box = (from: number, to: number, value: number) => {
    const x = scale.x(from);
    context.fillRect(x, foot - value * unit, Math.max(scale.x(to) - x, 1), value * unit);
  };
  context.globalAlpha = 0.6;
  context.fillStyle = ink('accent');
  for (const [from, to, value] of stretches(strip.use, scale.from, scale.to)) box(from, to, value);
  context.globalAlpha = 1;
  context.fillStyle = ink('ink-soft');
  for (const [from, to, value] of stretches(strip.capacity, scale.from, scale.to)) {
    context.fillRect(scale.x(from), Math.round(foot - value * unit), scale.x(to) - scale.x(from), 1);
  }
  // Above what there is, since more is wanted mostly where all of it is in use.
  context.fillStyle = ink('caution');
  for (const [from, to] of stretches(strip.waiting, scale.from, scale.to)) {
    context.fillRect(scale.x(from), y + 1, Math.max(scale.x(to) - scale.x(from), 1), WANTED_HEIGHT);
  }
}

function paintName(
  context: CanvasRenderingContext2D, ink: Ink, strip: GanttStrip, scale: TimeScale, y: number, cursor: number | null,
): void {
  const at = cursor ?? scale.from;
  const figures = `${valueAt(strip.use, at)}/${valueAt(strip.capacity, at)}`;
  context.textBaseline = 'middle';
  context.font = lettering(12);
  context.fillStyle = ink('ink');
  context.fillText(fitted(context, strip.label, scale.left - 70), 8, y + STRIP_HEIGHT / 2);
  if (cursor === null) return;
  context.textAlign = 'right';
  context.fillStyle = ink(valueAt(strip.waiting, at) > 0 ? 'caution' : 'ink-soft');
  const waiting = valueAt(strip.waiting, at);
  context.fillText(waiting > 0 ? `${figures} +${waiting}` : figures, scale.left - 8, y + STRIP_HEIGHT / 2);
  context.textAlign = 'left';
}
