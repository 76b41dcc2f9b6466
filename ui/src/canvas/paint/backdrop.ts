import { GROUP_HEADER, overlaps, type SceneGroup } from '../scene';
import type { Brush } from './brush';
import { hueColour } from './colours';
import { fontSize } from './level';
import { Lettering } from './lettering';

/** The lanes, from edge to edge of the view, with their names held at the left. */
export function paintLanes(brush: Brush): void {
  const { context, colours, geometry, view, pixel } = brush;
  for (const lane of geometry.scene.lanes) {
    if (lane.y > view.y + view.height || lane.y + lane.height < view.y) continue;
    const colour = hueColour(colours, lane.hue);
    context.fillStyle = colour;
    context.globalAlpha = 0.05;
    context.fillRect(view.x, lane.y, view.width, lane.height);
    context.globalAlpha = 1;
    context.fillRect(view.x, lane.y, 4 * pixel, lane.height);
    context.strokeStyle = colours.line;
    context.lineWidth = pixel;
    context.beginPath();
    context.moveTo(view.x, lane.y);
    context.lineTo(view.x + view.width, lane.y);
    context.moveTo(view.x, lane.y + lane.height);
    context.lineTo(view.x + view.width, lane.y + lane.height);
    context.stroke();
  }
}

/** The lanes' names, over everything else, since nodes pass beneath them. */
export function paintLaneNames(brush: Brush): void {
  const { context, colours, geometry, view, pixel, lettering } = brush;
  const size = 12 * pixel;
  context.font = Lettering.font(size, 600);
  context.textBaseline = 'middle';
  let bottom = -Infinity;
  for (const lane of geometry.scene.lanes) {
    const top = Math.max(lane.y, view.y) + 3 * pixel;
    const room = lane.y + lane.height - top;
    if (room < 14 * pixel || top > view.y + view.height || top < bottom) continue;
    const text = lettering.fitted(lane.label, 180 * pixel, size);
    const width = (lettering.width(text) * size * 1.08) / 13 + 12 * pixel;
    context.fillStyle = colours.canvas;
    context.globalAlpha = 0.85;
    context.fillRect(view.x + 6 * pixel, top, width, 16 * pixel);
    context.globalAlpha = 1;
    context.fillStyle = colours['ink-soft'];
    context.fillText(text, view.x + 12 * pixel, top + 8 * pixel);
    bottom = top + 16 * pixel;
  }
}

/** The boxes of groups with their headers; a serial one shows an arrow, a parallel one bars. */
export function paintGroups(brush: Brush): void {
  const { geometry, view, moment, level } = brush;
  if (level === 'dot') return;
  for (const group of geometry.scene.groups) {
    const dragged = moment.dragged.has(group.id);
    const box = dragged ? { ...group, x: group.x + moment.dragX, y: group.y + moment.dragY } : group;
    if (overlaps(box, view)) paintGroup(brush, box);
  }
}

function paintGroup(brush: Brush, group: SceneGroup): void {
  const { context, colours, moment, pixel, level } = brush;
  const selected = moment.selected.has(group.id);
  const target = moment.dropGroup === group.id;
  context.beginPath();
  context.roundRect(group.x, group.y, group.width, group.height, 6);
  context.fillStyle = target ? colours['accent-soft'] : colours.panel;
  context.globalAlpha = target ? 0.8 : 0.6;
  context.fill();
  context.globalAlpha = group.emphasis === 'faint' ? 0.5 : 1;
  context.strokeStyle = selected || target ? colours.accent : groupColour(brush, group);
  context.lineWidth = Math.max(selected || target ? 2 : 1, pixel);
  if (group.order === 'free' && level === 'full') context.setLineDash([6, 4]);
  context.stroke();
  context.setLineDash([]);
  if (level !== 'box') paintHeader(brush, group);
  context.globalAlpha = 1;
}

function groupColour({ colours }: Brush, group: SceneGroup): string {
  if (group.emphasis === 'plain' || group.emphasis === 'faint') return colours['line-strong'];
  return colours[group.emphasis];
}

function paintHeader(brush: Brush, group: SceneGroup): void {
  const { context, colours, sprites, lettering, zoom, scale } = brush;
  const size = fontSize(12, zoom);
  const middle = group.y + GROUP_HEADER / 2;
  context.fillStyle = hueColour(colours, group.hue);
  context.fillRect(group.x + 8, middle - 6, 4, 12);
  const icon = group.order === 'serial' ? 'chevron-right' : group.order === 'parallel' ? 'pause' : 'group';
  sprites.draw(context, icon, colours['ink-soft'], group.x + 16, middle - 7, 14, scale);
  context.font = Lettering.font(size, 600);
  context.textBaseline = 'middle';
  context.fillStyle = colours['ink-soft'];
  const room = group.width - 46 - group.badges.length * 17;
  context.fillText(lettering.fitted(group.label, room / 1.08, size), group.x + 34, middle);
  let right = group.x + group.width - 8;
  for (const badge of group.badges) {
    right -= 14;
    sprites.draw(context, badge.icon, badge.tone === 'bad' ? colours.bad : colours.caution, right, middle - 7, 14, scale);
    right -= 3;
  }
}
