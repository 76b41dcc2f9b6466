import { withMembers } from '@/document';
import type { LayoutFile, Point } from '@/generated/asks';
import type { Definition, Edge, Edit, Node } from '@/generated/model';
import { freeNodeId, placed, topmost, withParent, type Step } from './drawing';

/** What was copied: nodes with all they hold, the edges among them, and where they were. */
export interface Clipping {
  daybreak: 1;
  nodes: Node[];
  edges: Edge[];
  positions: Record<string, Point>;
}

export function clip(definition: Definition, ids: ReadonlySet<string>, places: (id: string) => Point | null): Clipping | null {
  const all = withMembers(definition, ids);
  const top = new Set(topmost(definition, ids).map((node) => node.id));
  const nodes = definition.nodes
    .filter((node) => all.has(node.id) && node.kind !== 'begin' && node.kind !== 'end')
    .map((node) => (top.has(node.id) ? withParent(node, undefined) : node));
  if (nodes.length === 0) return null;
  const taken = new Set(nodes.map((node) => node.id));
  const positions: Record<string, Point> = {};
  for (const id of taken) {
    const at = places(id);
    if (at !== null) positions[id] = { x: at.x, y: at.y };
  }
  return { daybreak: 1, nodes, edges: definition.edges.filter((edge) => taken.has(edge.from) && taken.has(edge.to)), positions };
}

/** A clipping from a text of the clipboard; null when it is something else. */
export function readClipping(text: string): Clipping | null {
  try {
    const value: unknown = JSON.parse(text);
    const isClipping = typeof value === 'object' && value !== null && 'daybreak' in value && value.daybreak === 1 &&
      'nodes' in value && Array.isArray(value.nodes) && 'edges' in value && Array.isArray(value.edges);
    return isClipping ? (value as Clipping) : null;
  } catch {
    return null;
  }
}

/**
 * Adds copies of what was clipped under free identifiers. With a point, its top left corner comes there; without,
 * a little beside where it was.
 */
export function paste(definition: Definition, layout: LayoutFile, clipping: Clipping, at: Point | null): Step {
  const names = new Map<string, string>();
  const further = new Set<string>();
  for (const node of clipping.nodes) {
    const id = freeNodeId(definition, node.id, further);
    names.set(node.id, id);
    further.add(id);
  }
  const shift = offset(clipping.positions, at);
  const positions: Record<string, Point> = {};
  for (const [id, point] of Object.entries(clipping.positions)) {
    const name = names.get(id);
    if (name !== undefined) positions[name] = { x: point.x + shift.x, y: point.y + shift.y };
  }
  const edits: Edit[] = clipping.nodes.map((node) => ({ set_node: renamed(node, names) }));
  for (const edge of clipping.edges) {
    edits.push({ add_edge: { ...edge, from: names.get(edge.from) ?? edge.from, to: names.get(edge.to) ?? edge.to } });
  }
  const held = new Set(clipping.nodes.filter((node) => node.parent !== undefined && names.has(node.parent)).map((node) => node.id));
  const choose = clipping.nodes.filter((node) => !held.has(node.id)).map((node) => names.get(node.id) ?? node.id);
  return { edits, layout: placed(layout, positions), choose };
}

function renamed(node: Node, names: ReadonlyMap<string, string>): Node {
  const copy: Node = { ...node, id: names.get(node.id) ?? node.id };
  if (node.parent !== undefined) copy.parent = names.get(node.parent) ?? node.parent;
  return copy;
}

function offset(positions: Readonly<Record<string, Point>>, at: Point | null): Point {
  const points = Object.values(positions);
  if (at === null || points.length === 0) return { x: 32, y: 32 };
  const left = Math.min(...points.map((point) => point.x));
  const top = Math.min(...points.map((point) => point.y));
  return { x: Math.round(at.x - left), y: Math.round(at.y - top) };
}
