import type { Emphasis } from '@/canvas';
import { edgeKey, groupsAround, inlined } from '@/document';
import type { DiffReport } from '@/generated/asks';
import type { Bundle, Definition, Edge } from '@/generated/model';

/** Two revisions as one graph: the newer one, with what was removed still in it. */
export interface ChangedGraph {
  definition: Definition;
  nodes: ReadonlyMap<string, Emphasis>;
  /** By `edgeKey`. */
  edges: ReadonlyMap<string, Emphasis>;
  /** Groups and subflows in which nothing changed, which may stay closed. */
  untouched: string[];
}

/** Null when the bundle does not hold its root. */
export function changedGraph(after: Bundle, before: Bundle | null, diff: DiffReport): ChangedGraph | null {
  const now = inlined(after.root, after.definitions);
  if (now === null) return null;
  const then = before === null ? null : inlined(before.root, before.definitions);
  const nodes = new Map<string, Emphasis>(diff.nodes.map(({ node, change }) => [node, change]));
  const present = new Set(now.nodes.map(({ id }) => id));
  const removed = (then?.nodes ?? []).filter(({ id }) => nodes.get(id) === 'removed' && !present.has(id));
  const edges = new Map<string, Emphasis>();
  const removedEdges: Edge[] = [];
  for (const each of diff.edges) {
    const edge: Edge = { from: each.from, to: each.to, on: each.on, ...(each.branch === null ? {} : { branch: each.branch }) };
    const there = now.edges.find((other) => sameEnds(other, edge));
    if (each.change === 'removed') removedEdges.push(edge);
    edges.set(edgeKey(each.change === 'removed' || there === undefined ? edge : there), each.change);
  }
  const definition = { ...now, nodes: [...now.nodes, ...removed], edges: [...now.edges, ...removedEdges], systems: systemsOf(now, then) };
  return { definition, nodes, edges, untouched: untouchedBoxes(definition, nodes, diff) };
}

function sameEnds(a: Edge, b: Edge): boolean {
  return a.from === b.from && a.to === b.to && (a.on ?? 'success') === (b.on ?? 'success') && a.branch === b.branch;
}

function systemsOf(now: Definition, then: Definition | null): NonNullable<Definition['systems']> {
  const systems = [...(now.systems ?? [])];
  for (const each of then?.systems ?? []) if (!systems.some(({ id }) => id === each.id)) systems.push(each);
  return systems;
}

function untouchedBoxes(definition: Definition, nodes: ReadonlyMap<string, Emphasis>, diff: DiffReport): string[] {
  const touched = new Set([...nodes.keys(), ...diff.edges.flatMap(({ from, to }) => [from, to])]);
  const opened = new Set<string>();
  for (const node of definition.nodes) {
    if (touched.has(node.id)) for (const group of groupsAround(definition, node)) opened.add(group.id);
  }
  return definition.nodes.filter(({ id, kind }) => kind === 'group' && !opened.has(id)).map(({ id }) => id);
}
