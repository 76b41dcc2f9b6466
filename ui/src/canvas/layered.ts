import { membersByGroup, nodePlaces, ownSystem } from '@/document';
import type { Definition, Node } from '@/generated/model';
import { GROUP_HEADER, GROUP_PADDING, NODE_HEIGHT, NODE_WIDTH, type Point } from './scene';

const COLUMN = NODE_WIDTH + 72;
const ROW = NODE_HEIGHT + 28;
const LANE_GAP = 36;

/**
 * A plain layout for when the core has made none: columns by the longest path from the beginning, lanes by system,
 * within a lane each node on the free row nearest to those it follows. Every node, groups excepted, gets a place.
 */
export function layered(definition: Definition): Record<string, Point> {
  const nodes = definition.nodes.filter((node) => node.kind !== 'group');
  const after = followers(definition);
  const column = columns(definition, nodes, after);
  const order = [...nodes].sort((a, b) => (column.get(a.id) ?? 0) - (column.get(b.id) ?? 0));
  const lanes = [undefined, ...(definition.systems ?? []).map((system) => system.id)];
  const laneOf = (node: Node) => Math.max(0, lanes.indexOf(ownSystem(definition, node)));
  const byLane = new Map<number, Node[]>();
  for (const node of order) {
    const list = byLane.get(laneOf(node));
    if (list === undefined) byLane.set(laneOf(node), [node]);
    else list.push(node);
  }
  const before = new Map<string, string[]>();
  for (const [from, list] of after) for (const to of list) before.set(to, [...(before.get(to) ?? []), from]);
  const places: Record<string, Point> = {};
  let top = 0;
  for (const lane of [...byLane.keys()].sort((a, b) => a - b)) {
    const rows = rowsOf(byLane.get(lane) ?? [], column, before, definition);
    let deepest = 0;
    for (const [id, row] of rows) {
      places[id] = { x: (column.get(id) ?? 0) * COLUMN, y: top + row * ROW };
      deepest = Math.max(deepest, row);
    }
    top += (deepest + 1) * ROW + LANE_GAP + GROUP_PADDING * 2 + GROUP_HEADER;
  }
  return places;
}

/** What comes after each node; a group stands for its members, and a serial one implies edges between them. */
function followers(definition: Definition): Map<string, string[]> {
  const members = membersByGroup(definition);
  const places = nodePlaces(definition);
  const inside = (id: string, depth = 0): string[] => {
    const node = definition.nodes[places.get(id) ?? -1];
    if (node === undefined) return [];
    return node.kind === 'group' && depth < 64 ? (members.get(id) ?? []).flatMap((member) => inside(member.id, depth + 1)) : [id];
  };
  const after = new Map<string, string[]>();
  const link = (from: string, to: string) => {
    for (const each of inside(from)) after.set(each, [...(after.get(each) ?? []), ...inside(to)]);
  };
  for (const edge of definition.edges) link(edge.from, edge.to);
  for (const node of definition.nodes) {
    if (node.order !== 'serial') continue;
    const list = members.get(node.id) ?? [];
    list.forEach((member, index) => {
      const next = list[index + 1];
      if (next !== undefined) link(member.id, next.id);
    });
  }
  return after;
}

/** Longest paths by Kahn's order; what lies on a cycle stays where its other predecessors put it. */
function columns(definition: Definition, nodes: readonly Node[], after: ReadonlyMap<string, string[]>): Map<string, number> {
  const waiting = new Map<string, number>();
  for (const list of after.values()) for (const to of list) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const column = new Map<string, number>(nodes.map((node) => [node.id, 0]));
  const ready = nodes.filter((node) => (waiting.get(node.id) ?? 0) === 0).map((node) => node.id);
  for (let at = 0; at < ready.length; at += 1) {
    const id = ready[at] ?? '';
    for (const next of after.get(id) ?? []) {
      column.set(next, Math.max(column.get(next) ?? 0, (column.get(id) ?? 0) + 1));
      const left = (waiting.get(next) ?? 1) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  const last = Math.max(0, ...column.values());
  for (const node of definition.nodes) if (node.kind === 'end' && !after.has(node.id)) column.set(node.id, last);
  return column;
}

function rowsOf(
  nodes: readonly Node[], column: ReadonlyMap<string, number>, before: ReadonlyMap<string, string[]>, definition: Definition,
): Map<string, number> {
  const rows = new Map<string, number>();
  const taken = new Set<string>();
  let groupTop = 0;
  // The members of one group keep together, below those of the groups before it.
  const groups = [...new Set(nodes.map((node) => node.parent))];
  for (const group of groups) {
    const start = groupTop;
    for (const node of nodes.filter((each) => each.parent === group)) {
      const wishes = (before.get(node.id) ?? []).flatMap((id) => rows.get(id) ?? []).filter((row) => row >= start);
      let row = wishes.length === 0 ? start : Math.round(wishes.reduce((sum, each) => sum + each, 0) / wishes.length);
      while (taken.has(`${column.get(node.id) ?? 0} ${row}`)) row += 1;
      taken.add(`${column.get(node.id) ?? 0} ${row}`);
      rows.set(node.id, row);
      groupTop = Math.max(groupTop, row + 1);
    }
    if (groups.length > 1) groupTop += definition.nodes.some((node) => node.id === group) ? 1 : 0;
  }
  return rows;
}
