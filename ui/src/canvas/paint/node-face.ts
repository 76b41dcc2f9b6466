import type { SceneBadge, SceneNode } from '../scene';
import type { Brush } from './brush';
import { hueColour, type ColourName } from './colours';
import { fontSize } from './level';
import { Lettering } from './lettering';

const STRIP = 4;
const RADIUS = 4;
const ICON = 16;
const BADGE = 14;
const TEXT_LEFT = 34;

const BADGE_COLOURS: Record<SceneBadge['tone'], ColourName> = {
  bad: 'bad', caution: 'caution', hint: 'hint', soft: 'ink-faint', critical: 'critical', changed: 'changed',
};

/** A node at working zoom: strip, icon, name, second line, badges, and how it stands out. */
export function paintFullNode(brush: Brush, node: SceneNode): void {
  const { context } = brush;
  if (node.emphasis === 'faint') context.globalAlpha = 0.5;
  paintBody(brush, node);
  const badges = paintBadges(brush, node);
  paintText(brush, node, node.width - TEXT_LEFT - 8 - badges);
  context.globalAlpha = 1;
}

function paintBody(brush: Brush, node: SceneNode): void {
  const { context, colours, moment, sprites, scale, pixel } = brush;
  const { x, y, width, height } = node;
  const selected = moment.selected.has(node.id);
  if (node.stacked) {
    context.fillStyle = colours.panel;
    context.strokeStyle = colours['line-strong'];
    context.lineWidth = 1;
    rounded(context, x + 4, y + 4, width, height);
    context.fill();
    context.stroke();
  }
  rounded(context, x, y, width, height);
  context.fillStyle = fillOf(brush, node, selected);
  context.fill();
  outline(brush, node, selected);
  context.fillStyle = hueColour(colours, node.hue);
  context.beginPath();
  context.roundRect(x, y, STRIP, height, [RADIUS, 0, 0, RADIUS]);
  context.fill();
  sprites.draw(context, node.icon, node.critical ? colours.critical : colours['ink-soft'], x + 11, y + (height - ICON) / 2, ICON, scale);
  if (moment.found.has(node.id)) {
    context.strokeStyle = colours.caution;
    context.lineWidth = 2;
    rounded(context, x - 3.5 * pixel, y - 3.5 * pixel, width + 7 * pixel, height + 7 * pixel);
    context.stroke();
  }
}

function fillOf({ colours }: Brush, node: SceneNode, selected: boolean): string {
  if (selected) return colours['accent-soft'];
  if (node.emphasis === 'added') return colours['good-soft'];
  if (node.emphasis === 'removed') return colours['bad-soft'];
  if (node.emphasis === 'changed') return colours['caution-soft'];
  return colours.paper;
}

function outline({ context, colours, moment }: Brush, node: SceneNode, selected: boolean): void {
  let colour = colours['line-strong'];
  let width = 1;
  if (selected) {
    colour = colours.accent;
    width = 2;
  } else if (node.emphasis !== 'plain' && node.emphasis !== 'faint') {
    colour = colours[node.emphasis];
    width = 2;
  } else if (node.critical) {
    colour = colours.critical;
    width = 2;
  } else if (node.state === 'failed' || node.state === 'unknown') {
    colour = colours[`state-${node.state}`];
    width = 1.5;
  } else if (moment.hovered === node.id) {
    colour = colours['ink-faint'];
  }
  context.strokeStyle = colour;
  context.lineWidth = width;
  if (node.emphasis === 'removed' && !selected) context.setLineDash([5, 3]);
  context.stroke();
  context.setLineDash([]);
}

/** The badges from the right; says how much room they take. */
function paintBadges({ context, colours, sprites, scale }: Brush, node: SceneNode): number {
  let right = node.x + node.width - 8;
  for (const badge of node.badges) {
    right -= BADGE;
    sprites.draw(context, badge.icon, colours[BADGE_COLOURS[badge.tone]], right, node.y + 7, BADGE, scale);
    right -= 3;
  }
  return node.badges.length * (BADGE + 3);
}

function paintText(brush: Brush, node: SceneNode, room: number): void {
  const { context, colours, zoom, lettering, sprites, scale } = brush;
  const size = fontSize(13, zoom);
  const small = fontSize(12, zoom);
  const left = node.x + TEXT_LEFT;
  const twoLines = node.second !== '' || node.state !== null;
  context.textBaseline = 'middle';
  context.fillStyle = colours.ink;
  context.font = Lettering.font(size);
  const middle = node.y + node.height / 2;
  const step = Math.max(9, small * 0.62);
  context.fillText(lettering.fitted(node.label, room, size), left, twoLines ? middle - step : middle);
  if (!twoLines) return;
  let from = left;
  context.font = Lettering.font(small);
  context.fillStyle = colours['ink-soft'];
  if (node.state !== null) {
    const colour = colours[`state-${node.state}`];
    sprites.draw(context, node.state, colour, from, middle + step - small / 2, small, scale);
    from += small + 4;
    if (node.forced) {
      sprites.draw(context, 'forced', colour, from, middle + step - small / 2, small, scale);
      from += small + 3;
    }
    context.fillStyle = colour;
  }
  const width = node.x + node.width - 8 - from;
  context.fillText(lettering.fitted(node.second, width, small), from, middle + step);
}

function rounded(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, RADIUS);
}
