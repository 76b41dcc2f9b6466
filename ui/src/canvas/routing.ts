import type { Box } from './scene';

/** Whether no node lies on a horizontal line between two abscissas. */
export type IsFree = (left: number, right: number, y: number) => boolean;

/** How far an edge goes straight out of a port before it may turn. */
const STUB = 14;
/** Up to this gap, source and target stand in neighbouring columns and nothing can lie between. */
const NEAR = 150;
/** The distance from a node's middle to the free channel beside its row. */
const CHANNEL = 36;

/**
 * The corners of an orthogonal edge from the right port of one box to the left port of another, as x, y pairs.
 * `rank` tells apart edges that leave the same node, so that their upright parts do not lie on one another.
 */
export function route(from: Box, to: Box, rank: number, isFree: IsFree): number[] {
  const startX = from.x + from.width;
  const startY = from.y + from.height / 2;
  const endX = to.x;
  const endY = to.y + to.height / 2;
  const gap = endX - startX;
  const level = Math.abs(startY - endY) < 1;
  if (gap < 2 * STUB) return around(from, to, startX, startY, endX, endY);
  if (level && (gap <= NEAR || isFree(startX + 1, endX - 1, startY))) return [startX, startY, endX, startY];
  if (gap <= NEAR) {
    const middle = startX + gap / 2 + ((rank % 5) - 2) * Math.min(5, gap / 16);
    return corner(startX, startY, middle, endX, endY);
  }
  const first = startX + STUB + 6 + (rank % 4) * 5;
  const last = endX - STUB - 6 - (rank % 4) * 5;
  if (!level && isFree(startX + 1, last, startY)) return corner(startX, startY, last, endX, endY);
  if (!level && isFree(first, endX - 1, endY)) return corner(startX, startY, first, endX, endY);
  const side = endY >= startY ? 1 : -1;
  const channel = level ? startY + CHANNEL : endY - side * CHANNEL;
  return [startX, startY, first, startY, first, channel, last, channel, last, endY, endX, endY];
}

function corner(startX: number, startY: number, x: number, endX: number, endY: number): number[] {
  return [startX, startY, x, startY, x, endY, endX, endY];
}

/** An edge to a box that does not lie to the right: out, round and back in from the left. */
function around(from: Box, to: Box, startX: number, startY: number, endX: number, endY: number): number[] {
  const out = startX + STUB;
  const back = endX - STUB;
  const below = from.y + from.height + 10 < to.y - 10;
  const above = to.y + to.height + 10 < from.y - 10;
  let level = Math.max(from.y + from.height, to.y + to.height) + 12;
  if (below) level = (from.y + from.height + to.y) / 2;
  else if (above) level = (to.y + to.height + from.y) / 2;
  return [startX, startY, out, startY, out, level, back, level, back, endY, endX, endY];
}

/** The square of the distance from a point to a line through corners; for hits. */
export function distanceSquared(corners: ArrayLike<number>, start: number, end: number, x: number, y: number): number {
  let best = Infinity;
  for (let at = start; at + 3 < end; at += 2) {
    const ax = corners[at] ?? 0;
    const ay = corners[at + 1] ?? 0;
    const dx = (corners[at + 2] ?? 0) - ax;
    const dy = (corners[at + 3] ?? 0) - ay;
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
    const px = ax + along * dx - x;
    const py = ay + along * dy - y;
    best = Math.min(best, px * px + py * py);
  }
  return best;
}
