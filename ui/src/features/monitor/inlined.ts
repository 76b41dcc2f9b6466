import { besidePath } from '@/document';
import type { Bundle, Definition, Edge, Node } from '@/generated/model';

/** Subflows within subflows go no deeper; the core refuses more than that. */
const MAX_DEPTH = 16;

/** A bundle's root with every subflow in its place as a group, its nodes by their paths, as runs name them. */
export function inlined(bundle: Bundle): Definition {
  const root = bundle.definitions[bundle.root];
  if (root === undefined) throw new Error(`the bundle does not hold its root ${bundle.root}`);
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const systems = [...(root.systems ?? [])];
  place(bundle, bundle.root, '', null, null, 0, { nodes, edges, systems });
  return { ...root, systems, nodes, edges };
}

interface Whole {
  nodes: Node[];
  edges: Edge[];
  systems: NonNullable<Definition['systems']>;
}

function place(
  bundle: Bundle, file: string, prefix: string, parent: string | null, system: string | null, depth: number, whole: Whole,
): void {
  const definition = bundle.definitions[file];
  if (definition === undefined || depth > MAX_DEPTH) return;
  for (const each of definition.systems ?? []) {
    if (!whole.systems.some((known) => known.id === each.id)) whole.systems.push(each);
  }
  for (const node of definition.nodes) {
    const id = prefix + node.id;
    const holder = node.parent === undefined ? parent : prefix + node.parent;
    const own = node.system ?? (holder === parent ? system : undefined) ?? undefined;
    const placed: Node = { ...node, id };
    if (holder !== null) placed.parent = holder;
    if (own !== undefined) placed.system = own;
    if (node.kind !== 'subflow' || node.subflow === undefined) {
      whole.nodes.push(placed);
      continue;
    }
    const { subflow, ...group } = placed;
    whole.nodes.push({ ...group, kind: 'group', order: 'free' });
    if (subflow !== undefined) place(bundle, besidePath(file, subflow.file), `${id}/`, id, own ?? null, depth + 1, whole);
  }
  for (const edge of definition.edges) whole.edges.push({ ...edge, from: prefix + edge.from, to: prefix + edge.to });
}
