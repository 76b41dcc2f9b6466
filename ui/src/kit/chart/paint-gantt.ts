import { BAR_HEIGHT, keyOf, LINE_HEIGHT, linkPoints, NARROWEST_BAR, PALE_HEIGHT, spanOf, type GanttLine, type GanttLines } from './gantt-lines';
import type { GanttBar, GanttLink, GanttRow } from './gantt-data';
import type { EditedBar } from './gantt-edit';
import { fitted, lettering } from './lettering';
import type { TimeScale } from './time-scale';
import { tickStep, ticks } from './time-scale';
import type { Ink, Size } from './use-canvas';

export interface GanttScene {
  lines: GanttLines;
  rows: ReadonlyMap<string, GanttRow>;
  links: readonly GanttLink[];
  scale: TimeScale;
  /** How far the lines are scrolled up, in pixels. */
  top: number;
  selected: ReadonlySet<string>;
  active: string | null;
  /** A bar where it is being dragged to. */
  ghost: EditedBar | null;
}

/** Paints the lines in view: grid, bars, chain, and the labels over all that. */
export function paintGantt(context: CanvasRenderingContext2D, size: Size, ink: Ink, scene: GanttScene): void {
  const { lines, top, scale } = scene;
  const first = Math.max(0, Math.floor(top / LINE_HEIGHT));
  const end = Math.min(lines.lines.length, Math.ceil((top + size.height) / LINE_HEIGHT));
  const shown = lines.lines.slice(first, end);
  const yOf = (offset: number) => (first + offset) * LINE_HEIGHT - top;
  shown.forEach((line, offset) => paintGround(context, size, ink, scene, line, yOf(offset)));
  paintGrid(context, size, ink, scale);
  context.save();
  context.beginPath();
  context.rect(scale.left, 0, scale.width, size.height);
  context.clip();
  paintLinks(context, size, ink, scene);
  shown.forEach((line, offset) => paintBars(context, ink, scale, line, yOf(offset)));
  paintGhost(context, ink, scene);
  context.restore();
  shown.forEach((line, offset) => paintLabel(context, ink, scene, line, yOf(offset)));
  context.fillStyle = ink('line');
  context.fillRect(scale.left - 1, 0, 1, size.height);
}

export function paintGrid(context: CanvasRenderingContext2D, size: Size, ink: Ink, scale: TimeScale): void {
  for (const tick of ticks(scale, tickStep(scale, scale.width))) {
    context.fillStyle = ink(tick.strong ? 'line-strong' : 'grid');
    context.fillRect(Math.round(scale.x(tick.at)), 0, 1, size.height);
  }
}

function paintGround(context: CanvasRenderingContext2D, size: Size, ink: Ink, scene: GanttScene, line: GanttLine, y: number): void {
  const isGroup = line.kind === 'group';
  const id = keyOf(line);
  if (isGroup) {
    context.fillStyle = ink('panel');
    context.fillRect(0, y, size.width, LINE_HEIGHT);
  } else if (scene.selected.has(id)) {
    context.fillStyle = ink('accent-soft');
    context.fillRect(0, y, size.width, LINE_HEIGHT);
  }
  if (id === scene.active) {
    context.strokeStyle = ink('accent');
    context.strokeRect(0.5, y + 0.5, size.width - 1, LINE_HEIGHT - 1);
  }
}

function paintLabel(context: CanvasRenderingContext2D, ink: Ink, { scale, selected, active }: GanttScene, line: GanttLine, y: number): void {
  const middle = y + LINE_HEIGHT / 2;
  context.textBaseline = 'middle';
  if (line.kind === 'group') {
    paintChevron(context, ink, 10, middle, line.folded);
    hueStrip(context, ink, line.group.hue, 18, y);
    context.font = lettering(13, 600);
    context.fillStyle = ink('ink');
    context.fillText(fitted(context, line.group.label, scale.left - 64), 26, middle);
    context.font = lettering(11);
    context.fillStyle = ink('ink-faint');
    context.textAlign = 'right';
    context.fillText(String(line.rows.length), scale.left - 8, middle);
    context.textAlign = 'left';
    return;
  }
  const { row } = line;
  hueStrip(context, ink, row.hue, 18, y);
  context.font = lettering(13, row.id === active || selected.has(row.id) ? 600 : 400);
  context.fillStyle = ink(row.critical === true ? 'critical' : 'ink');
  context.fillText(fitted(context, row.label, scale.left - 34), 26, middle);
}

function hueStrip(context: CanvasRenderingContext2D, ink: Ink, hue: string | undefined, x: number, y: number): void {
  if (hue === undefined) return;
  context.fillStyle = ink(hue);
  context.fillRect(x, y + 4, 4, LINE_HEIGHT - 8);
}

function paintChevron(context: CanvasRenderingContext2D, ink: Ink, x: number, y: number, folded: boolean): void {
  const points = folded ? [[-2, -4], [2, 0], [-2, 4]] : [[-4, -2], [0, 2], [4, -2]];
  context.beginPath();
  for (const [dx = 0, dy = 0] of points) context.lineTo(x + dx, y + dy);
  context.strokeStyle = ink('ink-soft');
  context.lineWidth = 1.5;
  context.stroke();
  context.lineWidth = 1;
}

function paintBars(context: CanvasRenderingContext2D, ink: Ink, scale: TimeScale, line: GanttLine, y: number): void {
  if (line.kind === 'group') {
    if (line.folded) paintFolded(context, ink, scale, line.rows, y);
    return;
  }
  const { row } = line;
  const middle = y + LINE_HEIGHT / 2;
  for (const bar of row.bars) if (bar.look === 'pale') paintBar(context, ink, scale, bar, middle, row.critical === true);
  for (const bar of row.bars) if (bar.look !== 'pale') paintBar(context, ink, scale, bar, middle, row.critical === true);
  if (row.deadline) paintFlag(context, scale.x(row.deadline.at), y, ink(row.deadline.missed ? 'bad' : 'good'));
}

function paintBar(context: CanvasRenderingContext2D, ink: Ink, scale: TimeScale, bar: GanttBar, middle: number, critical: boolean): void {
  const { x, width } = spanOf(bar, scale);
  if (x > scale.left + scale.width && (bar.whiskerTo ?? bar.end) > scale.to) return;
  if (bar.slackTo !== undefined && bar.slackTo > bar.end) {
    context.fillStyle = ink('line-strong');
    context.fillRect(x + width, middle - 2, Math.max(0, scale.x(bar.slackTo) - x - width), 4);
  }
  const height = bar.look === 'pale' ? PALE_HEIGHT : BAR_HEIGHT;
  const colour = ink(bar.colour);
  context.fillStyle = colour;
  if (bar.look === 'solid') {
    context.fillRect(x, middle - height / 2, width, height);
  } else {
    context.globalAlpha = bar.look === 'pale' ? 0.28 : 0.16;
    context.fillRect(x, middle - height / 2, width, height);
    context.globalAlpha = 1;
  }
  if (bar.look === 'hatched') paintHatching(context, colour, x, middle - height / 2, width, height, scale);
  if (critical && bar.look !== 'pale') {
    context.strokeStyle = ink('critical');
    context.lineWidth = 2;
    context.strokeRect(x, middle - height / 2, width, height);
    context.lineWidth = 1;
  }
  if (bar.whiskerTo !== undefined && bar.whiskerTo > bar.end) paintWhisker(context, ink, x + width, scale.x(bar.whiskerTo), middle);
}

function paintWhisker(context: CanvasRenderingContext2D, ink: Ink, from: number, to: number, middle: number): void {
  context.fillStyle = ink('ink-soft');
  context.fillRect(from, Math.round(middle) - 0.5, Math.max(0, to - from), 1);
  context.fillRect(to - 1, middle - 4, 1, 8);
}

/** Slanted lines inside a box, only where it is in view. */
function paintHatching(
  context: CanvasRenderingContext2D, colour: string, x: number, y: number, width: number, height: number, scale: TimeScale,
): void {
  const left = Math.max(x, scale.left);
  const right = Math.min(x + width, scale.left + scale.width);
  if (right <= left) return;
  context.save();
  context.beginPath();
  context.rect(left, y, right - left, height);
  context.clip();
  context.beginPath();
  for (let at = left - ((left - x) % 5) - height; at < right; at += 5) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.strokeStyle = colour;
  context.stroke();
  context.restore();
  context.strokeStyle = colour;
  context.strokeRect(x + 0.5, y + 0.5, Math.max(width - 1, 1), height - 1);
}

/** Where a dragged bar would come to lie, on its own line. */
function paintGhost(context: CanvasRenderingContext2D, ink: Ink, { lines, scale, top, ghost }: GanttScene): void {
  const line = ghost === null ? undefined : lines.lineOf.get(ghost.row.id);
  if (ghost === null || line === undefined) return;
  const y = line * LINE_HEIGHT - top + (LINE_HEIGHT - PALE_HEIGHT) / 2;
  const x = scale.x(ghost.start);
  const width = Math.max(scale.x(ghost.end) - x, NARROWEST_BAR);
  context.fillStyle = ink('accent');
  context.globalAlpha = 0.3;
  context.fillRect(x, y, width, PALE_HEIGHT);
  context.globalAlpha = 1;
  context.strokeStyle = ink('accent');
  context.strokeRect(x, y, width, PALE_HEIGHT);
}

/** A folded group shows from its first start to its last end. */
function paintFolded(context: CanvasRenderingContext2D, ink: Ink, scale: TimeScale, rows: readonly GanttRow[], y: number): void {
  let start = Infinity;
  let end = -Infinity;
  for (const { bars } of rows) {
    for (const bar of bars) {
      start = Math.min(start, bar.start);
      end = Math.max(end, bar.end);
    }
  }
  if (start > end) return;
  context.fillStyle = ink('ink-faint');
  const x = scale.x(start);
  context.fillRect(x, y + LINE_HEIGHT / 2 - 3, Math.max(scale.x(end) - x, 2), 6);
}

function paintFlag(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.fillStyle = colour;
  context.fillRect(Math.round(x) - 1, y + 3, 2, LINE_HEIGHT - 6);
  context.beginPath();
  context.moveTo(x, y + 3);
  context.lineTo(x + 8, y + 6.5);
  context.lineTo(x, y + 10);
  context.fill();
}

function paintLinks(context: CanvasRenderingContext2D, size: Size, ink: Ink, { lines, rows, links, scale, top }: GanttScene): void {
  context.beginPath();
  for (const { from, to } of links) {
    const points = linkPoints(lines, rows, scale, from, to);
    if (points === undefined) continue;
    const ys = points.map(([, y]) => y - top);
    if (Math.max(...ys) < 0 || Math.min(...ys) > size.height) continue;
    points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y - top) : context.lineTo(x, y - top)));
  }
  context.strokeStyle = ink('critical');
  context.lineWidth = 2;
  context.stroke();
  context.lineWidth = 1;
}
