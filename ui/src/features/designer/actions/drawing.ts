import { edgesByNode, freeId, labelOf, membersByGroup, nodeOf, nodePlaces, sameEdge, slug, withMembers } from '@/document';
import type { LayoutFile, Point } from '@/generated/asks';
import type { Definition, Edge, Edit, KindName, Node } from '@/generated/model';
import { withField } from './node-fields';

/** What an action of the designer does: edits, new positions, and what is chosen afterwards. */
export interface Step {
  edits: Edit[];
  layout?: LayoutFile;
  choose?: string[];
}

/** The kinds in the palette. */
export const PALETTE: readonly KindName[] = ['job', 'group', 'milestone', 'decision', 'wait', 'confirm', 'subflow', 'begin', 'end'];

/** A new node of a kind with what its kind cannot be without. */
export function newNode(definition: Definition, kind: KindName): Node {
  const id = freeNodeId(definition, kind === 'begin' || kind === 'end' ? kind : `${kind}-1`);
  switch (kind) {
    case 'decision':
      return { id, kind, branches: [{ name: 'month-end', when: 'day_class == "month-end"', probability: 0.05 }, { name: 'ordinary day', probability: 0.95 }] };
    case 'wait': return { id, kind, until: { time: '22:00+0' } };
    case 'confirm': return { id, kind, confirm: { prompt: 'Go on?' } };
    case 'subflow': return { id, kind, subflow: { file: 'NAME.workflow.json' } };
    case 'group': return { id, kind, order: 'free' };
    default: return { id, kind };
  }
}

export function freeNodeId(definition: Definition, wish: string, further: ReadonlySet<string> = new Set()): string {
  const places = nodePlaces(definition);
  return freeId((id) => places.has(id) || further.has(id), wish);
}

/** Puts a new node at a point of the canvas, into a group if it was dropped on one. */
export function addNode(definition: Definition, layout: LayoutFile, kind: KindName, at: Point, into: string | null, system: string | null): Step {
  const node: Node = { ...newNode(definition, kind), ...(into === null ? {} : { parent: into }), ...(system === null ? {} : { system }) };
  return { edits: [{ set_node: node }], layout: placed(layout, { [node.id]: round(at) }), choose: [node.id] };
}

/** Joins two nodes; nothing when the very edge is there. From a decision the first branch without an edge is taken. */
export function connect(definition: Definition, from: string, to: string): Step | null {
  const source = nodeOf(definition, from);
  if (source === undefined || from === to) return null;
  const edge: Edge = { from, to };
  const leaving = (edgesByNode(definition).get(from) ?? []).filter((each) => each.from === from);
  if (source.kind === 'decision') {
    const branch = source.branches?.find(({ name }) => !leaving.some((each) => each.branch === name)) ?? source.branches?.[0];
    if (branch !== undefined) edge.branch = branch.name;
  }
  if (leaving.some((each) => sameEdge(each, edge))) return null;
  return { edits: [{ add_edge: edge }] };
}

/** Removes nodes with their edges, groups with what they hold, and edges. */
export function remove(definition: Definition, ids: Iterable<string>, edges: readonly Edge[]): Step {
  const gone = withMembers(definition, ids);
  const touched = new Set<Edge>(edges);
  for (const id of gone) for (const edge of edgesByNode(definition).get(id) ?? []) touched.add(edge);
  return {
    edits: [...[...touched].map((edge) => ({ remove_edge: edge })), ...[...gone].map((id) => ({ remove_node: id }))],
    choose: [],
  };
}

/** Puts the chosen nodes into a new group, which lies where they lie: in the group that holds them all, if one does. */
export function group(definition: Definition, ids: ReadonlySet<string>): Step | null {
  const nodes = topmost(definition, ids).filter((node) => node.kind !== 'begin' && node.kind !== 'end');
  if (nodes.length === 0) return null;
  const parents = new Set(nodes.map((node) => node.parent));
  const parent = parents.size === 1 ? [...parents][0] : undefined;
  const systems = new Set(nodes.map((node) => node.system));
  const system = systems.size === 1 ? [...systems][0] : undefined;
  const id = freeNodeId(definition, 'group-1');
  const made: Node = {
    id, kind: 'group', order: 'free',
    ...(parent === undefined ? {} : { parent }), ...(system === undefined ? {} : { system }),
  };
  return { edits: [{ set_node: made }, ...nodes.map((node) => ({ set_node: { ...node, parent: id } }))], choose: [id] };
}

/** Takes the chosen groups away and leaves what they hold, one level further out. */
export function ungroup(definition: Definition, ids: ReadonlySet<string>): Step | null {
  const groups = definition.nodes.filter((node) => ids.has(node.id) && node.kind === 'group');
  if (groups.length === 0) return null;
  const edits: Edit[] = [];
  const freed: string[] = [];
  for (const each of groups) {
    for (const member of membersByGroup(definition).get(each.id) ?? []) {
      edits.push({ set_node: withParent(member, each.parent) });
      freed.push(member.id);
    }
    for (const edge of edgesByNode(definition).get(each.id) ?? []) edits.push({ remove_edge: edge });
    edits.push({ remove_node: each.id });
  }
  return { edits, choose: freed };
}

/** Puts nodes elsewhere, with all that groups among them hold; dropped on a group they become its members. */
export function move(
  definition: Definition, layout: LayoutFile, ids: readonly string[], dx: number, dy: number,
  into: string | null, places: (id: string) => Point | null,
): Step {
  const positions: Record<string, Point> = {};
  for (const id of withMembers(definition, ids)) {
    const at = places(id) ?? layout.positions[id];
    if (at !== undefined) positions[id] = round({ x: at.x + dx, y: at.y + dy });
  }
  const edits = topmost(definition, new Set(ids)).flatMap((node): Edit[] => {
    if ((node.parent ?? null) === into || node.kind === 'begin' || node.kind === 'end') return [];
    return [{ set_node: withParent(node, into ?? undefined) }];
  });
  return { edits, layout: placed(layout, positions) };
}

/** Gives a node another name. A node that never had one takes its identifier from it, too. */
export function rename(definition: Definition, id: string, name: string): Step | null {
  const node = nodeOf(definition, id);
  const label = name.trim();
  if (node === undefined || label === '' || label === labelOf(node)) return null;
  const wish = slug(label);
  const unnamed = node.name === undefined && new RegExp(`^${node.kind}-\\d+$`).test(id) && wish !== '';
  if (!unnamed) return { edits: [{ set_node: { ...node, name: label } }], choose: [id] };
  const to = freeNodeId(definition, wish);
  return { edits: [{ set_node: { ...node, name: label } }, { rename_node: { from: id, to } }], choose: [to] };
}

/** Of these nodes, those that no other of them holds. */
export function topmost(definition: Definition, ids: ReadonlySet<string>): Node[] {
  return definition.nodes.filter((node) => {
    if (!ids.has(node.id)) return false;
    let parent = node.parent;
    for (let depth = 0; parent !== undefined && depth < 64; depth += 1) {
      if (ids.has(parent)) return false;
      parent = nodeOf(definition, parent)?.parent;
    }
    return true;
  });
}

export function withParent(node: Node, parent: string | undefined): Node {
  return withField(node, 'parent', parent);
}

export function placed(layout: LayoutFile, positions: Readonly<Record<string, Point>>): LayoutFile {
  return { ...layout, positions: { ...layout.positions, ...positions } };
}

function round({ x, y }: Point): Point {
  return { x: Math.round(x / 4) * 4, y: Math.round(y / 4) * 4 };
}
