import type { Geometry, Thing } from './geometry';

export type Direction = 'left' | 'right' | 'up' | 'down';

export function directionOf(key: string): Direction | null {
  switch (key) {
    case 'ArrowLeft': return 'left';
    case 'ArrowRight': return 'right';
    case 'ArrowUp': return 'up';
    case 'ArrowDown': return 'down';
    default: return null;
  }
}

/**
 * Where an arrow key leads from a node: to the right along its outgoing edges, to the left along its incoming ones,
 * up and down to the nearest neighbour. Without an edge that way, the nearest node on that side.
 */
export function neighbour(geometry: Geometry, from: string, direction: Direction): string | null {
  const at = geometry.thingAt.get(from);
  const node = at === undefined ? undefined : geometry.things[at];
  if (at === undefined || node === undefined) return geometry.scene.nodes[0]?.id ?? null;
  const along = direction === 'right' ? geometry.leaving[at] : direction === 'left' ? geometry.arriving[at] : undefined;
  const side = direction === 'right' ? 1 : 0;
  const linked = (along ?? []).flatMap((edge) => geometry.things[geometry.ends[edge * 2 + side] ?? -1] ?? []);
  return (nearest(node, linked) ?? nearest(node, onSide(geometry, node, direction)))?.id ?? null;
}

function onSide(geometry: Geometry, from: Thing, direction: Direction): Thing[] {
  return geometry.scene.nodes.filter((node) => {
    const dx = node.x - from.x;
    const dy = node.y - from.y;
    if (direction === 'up' || direction === 'down') return (direction === 'up' ? dy < -4 : dy > 4) && Math.abs(dx) < from.width;
    return (direction === 'left' ? dx < -4 : dx > 4) && Math.abs(dy) <= Math.abs(dx);
  });
}

function nearest(from: Thing, nodes: readonly Thing[]): Thing | undefined {
  let best: Thing | undefined;
  let least = Infinity;
  for (const node of nodes) {
    const distance = Math.abs(node.x - from.x) + 2 * Math.abs(node.y - from.y);
    if (distance >= least || node.id === from.id) continue;
    least = distance;
    best = node;
  }
  return best;
}
