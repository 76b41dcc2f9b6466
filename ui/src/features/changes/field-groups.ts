import type { DiffReport, FieldChange } from '@/generated/asks';

export type Change = 'added' | 'removed' | 'changed';

/** What changed at one place: a node with its own edges, or one of the parts that are no node. */
export interface FieldGroup {
  key: string;
  /** The node's identifier; null for pools, triggers and the like. */
  node: string | null;
  change: Change;
  fields: readonly FieldChange[];
  edges: DiffReport['edges'];
}

/**
 * The field diff by node, in the order of the definition. An edge stands with the node that it leads to, since that is
 * what waits differently now, unless only the node it comes from differs; what is no node comes first, by its part.
 */
export function fieldGroups(diff: DiffReport): FieldGroup[] {
  const parts = new Map<string, FieldChange[]>();
  for (const field of diff.other) {
    const part = partOf(field.path);
    parts.set(part, [...(parts.get(part) ?? []), field]);
  }
  const groups: FieldGroup[] = [...parts].map(([key, fields]) => ({ key, node: null, change: 'changed', fields, edges: [] }));
  const byNode = new Map<string, FieldGroup>();
  const groupOf = (node: string, change: Change): FieldGroup => {
    const known = byNode.get(node);
    if (known !== undefined) return known;
    const group: FieldGroup = { key: `node ${node}`, node, change, fields: [], edges: [] };
    byNode.set(node, group);
    groups.push(group);
    return group;
  };
  for (const { node, change, fields } of diff.nodes) groupOf(node, change).fields = fields;
  for (const edge of diff.edges) {
    const holder = byNode.has(edge.to) || !byNode.has(edge.from) ? edge.to : edge.from;
    groupOf(holder, 'changed').edges.push(edge);
  }
  return groups;
}

/** `pools[db].capacity` belongs to `pools[db]`, `deadline` to itself. */
function partOf(path: string): string {
  return /^[^.[]+(\[[^\]]*\])?/.exec(path)?.[0] ?? path;
}

/** How many nodes, edges and other fields differ, for the one-line summary. */
export function countsOf(diff: DiffReport): Record<Change, number> & { edges: number; other: number } {
  const count = (change: Change) => diff.nodes.filter((node) => node.change === change).length;
  return { added: count('added'), removed: count('removed'), changed: count('changed'), edges: diff.edges.length, other: diff.other.length };
}
