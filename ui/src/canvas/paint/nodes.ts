import { nodeOf, nodesIn } from '../geometry';
import { overlaps, type SceneNode } from '../scene';
import type { Brush } from './brush';
import { hueColour, type Colours } from './colours';
import { paintFullNode } from './node-face';
import { fontSize } from './level';
import { Lettering } from './lettering';

/** The nodes in view, as fully as the zoom allows; what is dragged is painted by `paintDraggedNodes`. */
export function paintNodes(brush: Brush): void {
  const { geometry, view, level, moment } = brush;
  const dragging = moment.dragged.size > 0;
  const whole = geometry.bounds !== null && overlaps(view, geometry.bounds) && level === 'dot';
  const all = whole ? geometry.scene.nodes : nodesIn(geometry, view);
  const nodes = dragging ? all.filter((node) => !moment.dragged.has(node.id)) : all;
  if (level === 'dot') paintDots(brush, nodes);
  else if (level === 'full') for (const node of nodes) paintFullNode(brush, node);
  else paintBoxes(brush, nodes);
}

export function paintDraggedNodes(brush: Brush): void {
  const { geometry, moment } = brush;
  for (const id of moment.dragged) {
    const node = nodeOf(geometry, id);
    if (node !== undefined) paintFullNode(brush, { ...node, x: node.x + moment.dragX, y: node.y + moment.dragY });
  }
}

/** The colour that says most of a node from afar: its state, its place in a diff, or its system. */
function farColour(colours: Colours, node: SceneNode): string {
  if (node.emphasis === 'added' || node.emphasis === 'removed' || node.emphasis === 'changed') return colours[node.emphasis];
  if (node.emphasis === 'faint') return colours.line;
  return node.state === null ? hueColour(colours, node.hue) : colours[`state-${node.state}`];
}

function byColour(brush: Brush, nodes: readonly SceneNode[]): Map<string, SceneNode[]> {
  const groups = new Map<string, SceneNode[]>();
  for (const node of nodes) {
    const colour = farColour(brush.colours, node);
    const list = groups.get(colour);
    if (list === undefined) groups.set(colour, [node]);
    else list.push(node);
  }
  return groups;
}

function paintDots(brush: Brush, nodes: readonly SceneNode[]): void {
  const { context, pixel, colours, moment } = brush;
  const least = 2 * pixel;
  for (const [colour, list] of byColour(brush, nodes)) {
    context.fillStyle = colour;
    for (const node of list) context.fillRect(node.x, node.y, Math.max(node.width, least), Math.max(node.height, least));
  }
  context.fillStyle = colours.critical;
  for (const node of nodes) if (node.critical) context.fillRect(node.x, node.y, Math.max(node.width, least), Math.max(node.height, least));
  if (moment.selected.size === 0 && moment.found.size === 0) return;
  for (const node of nodes) if (isMarked(brush, node.id)) outline(brush, node);
}

function paintBoxes(brush: Brush, nodes: readonly SceneNode[]): void {
  const { context, colours, pixel } = brush;
  context.fillStyle = colours.paper;
  context.strokeStyle = colours['line-strong'];
  context.lineWidth = pixel;
  context.beginPath();
  for (const node of nodes) context.rect(node.x, node.y, node.width, node.height);
  context.fill();
  context.stroke();
  for (const [colour, list] of byColour(brush, nodes)) {
    context.fillStyle = colour;
    for (const node of list) context.fillRect(node.x, node.y, 14, node.height);
    if (brush.level === 'box') {
      context.globalAlpha = 0.22;
      for (const node of list) context.fillRect(node.x + 14, node.y, node.width - 14, node.height);
      context.globalAlpha = 1;
    }
  }
  paintMarks(brush, nodes);
  if (brush.level === 'name') paintNames(brush, nodes);
}

/** Critical nodes, problems, selection and finds are seen from afar, too. */
function paintMarks(brush: Brush, nodes: readonly SceneNode[]): void {
  const { context, colours, pixel } = brush;
  for (const node of nodes) {
    if (node.critical) {
      context.strokeStyle = colours.critical;
      context.lineWidth = 2 * pixel;
      context.strokeRect(node.x, node.y, node.width, node.height);
    }
    const bad = node.badges.find((badge) => badge.tone === 'bad' || badge.tone === 'caution');
    if (bad !== undefined) {
      context.fillStyle = colours[bad.tone === 'bad' ? 'bad' : 'caution'];
      context.beginPath();
      context.arc(node.x + node.width, node.y, 3.5 * pixel, 0, 2 * Math.PI);
      context.fill();
    }
    if (isMarked(brush, node.id)) outline(brush, node);
  }
}

function paintNames(brush: Brush, nodes: readonly SceneNode[]): void {
  const { context, colours, zoom, lettering } = brush;
  const size = fontSize(13, zoom);
  context.font = Lettering.font(size);
  context.textBaseline = 'middle';
  for (const node of nodes) {
    context.fillStyle = node.emphasis === 'faint' ? colours['ink-faint'] : colours.ink;
    context.fillText(lettering.fitted(node.label, node.width - 28, size), node.x + 20, node.y + node.height / 2);
  }
}

function isMarked({ moment }: Brush, id: string): boolean {
  return moment.selected.has(id) || moment.found.has(id);
}

function outline({ context, colours, pixel, moment }: Brush, node: SceneNode): void {
  const grow = 3 * pixel;
  context.strokeStyle = moment.selected.has(node.id) ? colours.accent : colours.caution;
  context.lineWidth = 2 * pixel;
  context.strokeRect(node.x - grow, node.y - grow, node.width + 2 * grow, node.height + 2 * grow);
}
