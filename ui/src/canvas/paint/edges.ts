import { route } from '../routing';
import { contains, type Box, type SceneEdge } from '../scene';
import type { Brush } from './brush';
import { fontSize } from './level';
import { Lettering } from './lettering';

const RADIUS = 7;
const ARROW = 5;

/** The edges in view, those of one style in one stroke; the critical and the selected ones on top. */
export function paintEdges(brush: Brush): void {
  const byStyle = new Map<string, number[]>();
  const isMoving = movingEdges(brush);
  visibleEdges(brush, (index) => {
    const edge = brush.geometry.scene.edges[index];
    if (edge === undefined || isMoving(index)) return;
    const style = styleOf(brush, edge);
    const list = byStyle.get(style);
    if (list === undefined) byStyle.set(style, [index]);
    else list.push(index);
  });
  for (const style of [...byStyle.keys()].sort()) strokeEdges(brush, style, byStyle.get(style) ?? []);
  paintLabels(brush, [...byStyle.values()].flat());
}

/** Edges of what is being dragged, whose routes are not those of the geometry. */
export function paintMovingEdges(brush: Brush): void {
  const { geometry, moment } = brush;
  const { edges } = geometry.scene;
  const boxOf = (index: number): Box | undefined => {
    const thing = geometry.things[index];
    if (thing === undefined || !moment.dragged.has(thing.id)) return thing;
    return { x: thing.x + moment.dragX, y: thing.y + moment.dragY, width: thing.width, height: thing.height };
  };
  for (const index of touchedEdges(brush)) {
    const edge = edges[index];
    const from = boxOf(geometry.ends[index * 2] ?? -1);
    const to = boxOf(geometry.ends[index * 2 + 1] ?? -1);
    if (edge === undefined || from === undefined || to === undefined) continue;
    applyStyle(brush, styleOf(brush, edge));
    brush.context.beginPath();
    const corners = route(from, to, 0, () => true);
    trace(brush, corners, 0, corners.length);
    brush.context.stroke();
    brush.context.setLineDash([]);
  }
}

function touchedEdges({ geometry, moment }: Brush): Set<number> {
  const touched = new Set<number>();
  for (const id of moment.dragged) {
    const at = geometry.thingAt.get(id);
    if (at === undefined) continue;
    for (const edge of geometry.leaving[at] ?? []) touched.add(edge);
    for (const edge of geometry.arriving[at] ?? []) touched.add(edge);
  }
  return touched;
}

function movingEdges(brush: Brush): (index: number) => boolean {
  if (brush.moment.dragged.size === 0) return () => false;
  const touched = touchedEdges(brush);
  return (index) => touched.has(index);
}

function visibleEdges({ geometry, view, level }: Brush, visit: (index: number) => void): void {
  const { bounds } = geometry;
  const whole = bounds !== null && level === 'dot' && view.width * view.height > 0.5 * bounds.width * bounds.height;
  if (whole) for (let index = 0; index < geometry.scene.edges.length; index += 1) visit(index);
  else geometry.edgeIndex.query(view, visit);
}

/** A style as a text that sorts in the order of painting: faint, plain, critical, selected. */
function styleOf({ moment }: Brush, edge: SceneEdge): string {
  if (moment.selectedEdges.has(edge.id)) return `4 accent ${edge.line}`;
  if (edge.emphasis === 'added' || edge.emphasis === 'removed' || edge.emphasis === 'changed') return `2 ${edge.emphasis} ${edge.line}`;
  if (edge.critical) return `3 critical ${edge.line}`;
  const touches = moment.selected.has(edge.from) || moment.selected.has(edge.to);
  if (touches) return `2 ink-soft ${edge.line}`;
  return edge.emphasis === 'faint' ? `0 line ${edge.line}` : `1 line-strong ${edge.line}`;
}

function applyStyle({ context, colours, pixel, level }: Brush, style: string): string {
  const [order, colour, line] = style.split(' ');
  const stroke = colours[colour as 'line'];
  const strong = order === '3' || order === '4';
  context.strokeStyle = stroke;
  context.fillStyle = stroke;
  const wanted = strong || order === '2' ? 2 : 1.25;
  context.lineWidth = level === 'dot' ? pixel * (strong ? 1.5 : 0.75) : Math.max(wanted, pixel * (strong ? 1.5 : 1));
  context.globalAlpha = level === 'dot' && !strong ? 0.55 : 1;
  const dashed = level === 'full' || level === 'name';
  context.setLineDash(!dashed || line === 'success' ? [] : line === 'failure' ? [7, 5] : [1.5, 4]);
  return stroke;
}

function strokeEdges(brush: Brush, style: string, indices: readonly number[]): void {
  const { context, geometry } = brush;
  applyStyle(brush, style);
  context.lineJoin = 'round';
  context.beginPath();
  for (const index of indices) trace(brush, geometry.corners, geometry.cornerStarts[index] ?? 0, geometry.cornerStarts[index + 1] ?? 0);
  context.stroke();
  context.setLineDash([]);
  if (brush.level === 'full' || brush.level === 'name') {
    context.beginPath();
    for (const index of indices) arrow(brush, geometry.corners, geometry.cornerStarts[index + 1] ?? 0, geometry.cornerStarts[index] ?? 0);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** How far beyond the view a line is still drawn, so that no bend is seen to be cut off. */
const BEYOND = 60;

/**
 * Adds an edge to the present path; its corners are round where one can see it. Edges run level and upright, so
 * holding their corners to the view leaves what is seen as it is, and spares long dashed lines outside of it.
 */
function trace({ context, level, view }: Brush, corners: ArrayLike<number>, start: number, end: number): void {
  if (end - start < 4) return;
  if (level === 'dot') {
    context.moveTo(corners[start] ?? 0, corners[start + 1] ?? 0);
    context.lineTo(corners[end - 2] ?? 0, corners[end - 1] ?? 0);
    return;
  }
  const right = view.x + view.width + BEYOND;
  const bottom = view.y + view.height + BEYOND;
  const x = (index: number) => Math.min(right, Math.max(view.x - BEYOND, corners[index] ?? 0));
  const y = (index: number) => Math.min(bottom, Math.max(view.y - BEYOND, corners[index + 1] ?? 0));
  context.moveTo(x(start), y(start));
  for (let index = start + 2; index + 3 < end; index += 2) {
    if (level === 'box') {
      context.lineTo(x(index), y(index));
      continue;
    }
    const before = Math.abs(x(index) - x(index - 2)) + Math.abs(y(index) - y(index - 2));
    const after = Math.abs(x(index + 2) - x(index)) + Math.abs(y(index + 2) - y(index));
    const radius = Math.min(RADIUS, before / 2, after / 2);
    if (radius < 1) context.lineTo(x(index), y(index));
    else context.arcTo(x(index), y(index), x(index + 2), y(index + 2), radius);
  }
  context.lineTo(x(end - 2), y(end - 2));
}

function arrow({ context, view }: Brush, corners: ArrayLike<number>, end: number, start: number): void {
  const x = corners[end - 2] ?? 0;
  const y = corners[end - 1] ?? 0;
  if (end - start < 4 || !contains(view, { x, y })) return;
  context.moveTo(x, y);
  context.lineTo(x - ARROW - 2, y - ARROW + 1);
  context.lineTo(x - ARROW - 2, y + ARROW - 1);
}

function paintLabels(brush: Brush, indices: readonly number[]): void {
  if (brush.level !== 'full') return;
  const { context, colours, geometry, lettering, zoom, view } = brush;
  const size = fontSize(11, zoom);
  context.font = Lettering.font(size);
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const index of indices) {
    const edge = geometry.scene.edges[index];
    const start = geometry.cornerStarts[index] ?? 0;
    const end = geometry.cornerStarts[index + 1] ?? 0;
    if (edge === undefined || edge.label === '' || end === start) continue;
    const text = lettering.fitted(edge.label, 140, size);
    const width = (lettering.width(text) * size) / 13 + 8;
    // Before the arrow, where edges of one decision have parted.
    const x = (geometry.corners[end - 2] ?? 0) - 14 - width / 2;
    const y = geometry.corners[end - 1] ?? 0;
    if (!contains(view, { x, y })) continue;
    context.fillStyle = colours.canvas;
    context.fillRect(x - width / 2, y - size * 0.7, width, size * 1.4);
    context.fillStyle = colours['ink-soft'];
    context.fillText(text, x, y);
  }
  context.textAlign = 'left';
}
