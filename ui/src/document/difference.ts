import type { Definition, Edit, Node } from '@/generated/model';
import { edgeKey, headerOf } from './edits';
import { nodePlaces } from './lookup';

/** The edits that lead from one definition to another: undo is the difference between two marks. */
export function differenceBetween(before: Definition, after: Definition): Edit[] {
  if (before === after) return [];
  const edges = edgeEdits(before, after);
  if (edges.some((edit) => 'set_definition' in edit)) return edges;
  return [
    ...headerEdits(before, after),
    ...listEdits(before.systems, after.systems, (system) => ({ set_system: system }), (id) => ({ remove_system: id })),
    ...listEdits(before.pools, after.pools, (pool) => ({ set_pool: pool }), (id) => ({ remove_pool: id })),
    ...listEdits(before.locks, after.locks, (lock) => ({ set_lock: lock }), (id) => ({ remove_lock: id })),
    ...(same(before.triggers ?? [], after.triggers ?? []) ? [] : [{ set_triggers: after.triggers ?? [] }]),
    ...nodeEdits(before, after),
    ...edges,
  ];
}

/** Whether two pieces of a definition say the same, cheaply when they are shared. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, index) => same(each, b[index]));
  }
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = Object.entries(b).filter(([, value]) => value !== undefined);
  if (left.length !== right.length) return false;
  const other = new Map(right);
  return left.every(([key, value]) => other.has(key) && same(value, other.get(key)));
}

function headerEdits(before: Definition, after: Definition): Edit[] {
  const header = headerOf(after);
  return same(headerOf(before), header) ? [] : [{ set_header: header }];
}

/** Systems, pools and locks: where their order differs, those from the first difference on are put anew. */
function listEdits<T extends { id: string }>(
  before: readonly T[] = [], after: readonly T[] = [], set: (value: T) => Edit, remove: (id: string) => Edit,
): Edit[] {
  if (before === after) return [];
  const wanted = new Set(after.map((each) => each.id));
  const kept = before.filter((each) => wanted.has(each.id));
  let level = 0;
  while (level < kept.length && kept[level]?.id === after[level]?.id) level += 1;
  return [
    ...before.filter((each) => !wanted.has(each.id)).map((each) => remove(each.id)),
    ...kept.slice(level).map((each) => remove(each.id)),
    ...after.filter((each, index) => index >= level || !same(each, kept[index])).map(set),
  ];
}

function nodeEdits(before: Definition, after: Definition): Edit[] {
  if (before.nodes === after.nodes) return [];
  const had = nodePlaces(before);
  const has = nodePlaces(after);
  const edits: Edit[] = before.nodes.filter((node) => !has.has(node.id)).map((node) => ({ remove_node: node.id }));
  const order = before.nodes.filter((node) => has.has(node.id)).map((node) => node.id);
  const present = new Set(order);
  // From the end, so that the node to stand before is always there already.
  for (let index = after.nodes.length - 1; index >= 0; index -= 1) {
    const node = after.nodes[index];
    if (node === undefined) continue;
    const old = before.nodes[had.get(node.id) ?? -1];
    if (present.has(node.id)) {
      if (!same(old, node)) edits.push({ set_node: node });
      continue;
    }
    edits.push(insertion(node, after.nodes[index + 1]));
    present.add(node.id);
    order.splice(positionBefore(order, after.nodes[index + 1]), 0, node.id);
  }
  return [...edits, ...orderEdits(order, after)];
}

function insertion(node: Node, next: Node | undefined): Edit {
  return next === undefined ? { set_node: node } : { insert_node: { node, before: next.id } };
}

function positionBefore(order: readonly string[], next: Node | undefined): number {
  const at = next === undefined ? -1 : order.indexOf(next.id);
  return at < 0 ? order.length : at;
}

/** Moves nodes until they stand in the order of `after`. */
function orderEdits(order: string[], after: Definition): Edit[] {
  const edits: Edit[] = [];
  for (let index = after.nodes.length - 1; index >= 0; index -= 1) {
    const node = after.nodes[index];
    if (node === undefined || order[index] === node.id) continue;
    const next = after.nodes[index + 1];
    order.splice(order.indexOf(node.id), 1);
    order.splice(positionBefore(order, next), 0, node.id);
    edits.push(insertion(node, next));
  }
  return edits;
}

function edgeEdits(before: Definition, after: Definition): Edit[] {
  if (before.edges === after.edges) return [];
  const has = new Set(after.edges.map(edgeKey));
  const had = new Set(before.edges.map(edgeKey));
  const edits: Edit[] = before.edges.filter((edge) => !has.has(edgeKey(edge))).map((edge) => ({ remove_edge: edge }));
  const order = before.edges.map(edgeKey).filter((key) => has.has(key));
  // From the front, so that each place is that of the finished list.
  after.edges.forEach((edge, at) => {
    if (!had.has(edgeKey(edge))) {
      edits.push(at >= order.length ? { add_edge: edge } : { insert_edge: { edge, at } });
      order.splice(at, 0, edgeKey(edge));
    }
  });
  const inOrder = order.every((key, at) => after.edges[at] !== undefined && key === edgeKey(after.edges[at]));
  return inOrder ? edits : [{ set_definition: after }];
}
