import type { Definition, Edge, Node } from '@/generated/model';
import { same } from './difference';
import { edgeKey } from './edits';
import { nodeOf } from './lookup';

/** The new definition with every part that says the same as before taken from the old one, so that nothing is redrawn in vain. */
export function sharing(before: Definition, after: Definition): Definition {
  if (same(before, after)) return before;
  const nodes = after.nodes.map((node): Node => {
    const old = nodeOf(before, node.id);
    return old !== undefined && same(old, node) ? old : node;
  });
  const known = new Map(before.edges.map((edge) => [edgeKey(edge), edge]));
  const edges = after.edges.map((edge): Edge => known.get(edgeKey(edge)) ?? edge);
  return { ...after, nodes: unchanged(before.nodes, nodes), edges: unchanged(before.edges, edges) };
}

function unchanged<T>(before: T[], after: T[]): T[] {
  return before.length === after.length && after.every((each, index) => each === before[index]) ? before : after;
}
