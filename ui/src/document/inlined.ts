import type { Bundle, Definition, Edge, Node } from '@/generated/model';
import { besidePath } from './open';

/** Subflows within subflows go no deeper; the core refuses more than that. */
const MAX_DEPTH = 16;

type Definitions = Bundle['definitions'];

/**
 * A bundle's root with every subflow in its place as a group, its nodes by their paths (`core/fees`), as plans, runs
 * and differences name them. Files that are not there leave their subflow empty. Null without the root.
 */
export function inlined(root: string, definitions: Definitions): Definition | null {
  const definition = definitions[root];
  if (definition === undefined) return null;
  const whole: Whole = { nodes: [], edges: [], systems: [...(definition.systems ?? [])] };
  place(definitions, root, { prefix: '', parent: null, system: null, depth: 0 }, whole);
  return { ...definition, ...whole };
}

interface Whole {
  nodes: Node[];
  edges: Edge[];
  systems: NonNullable<Definition['systems']>;
}

interface Spot {
  prefix: string;
  parent: string | null;
  system: string | null;
  depth: number;
}

function place(definitions: Definitions, file: string, spot: Spot, whole: Whole): void {
  const definition = definitions[file];
  if (definition === undefined || spot.depth > MAX_DEPTH) return;
  const { prefix } = spot;
  for (const each of definition.systems ?? []) {
    if (!whole.systems.some((known) => known.id === each.id)) whole.systems.push(each);
  }
  for (const node of definition.nodes) {
    const placed = placedNode(node, spot);
    if (node.kind !== 'subflow' || node.subflow === undefined) {
      whole.nodes.push(placed);
      continue;
    }
    const group: Node = { ...placed, kind: 'group', order: 'free' };
    delete group.subflow;
    whole.nodes.push(group);
    const inner = { prefix: `${placed.id}/`, parent: placed.id, system: placed.system ?? null, depth: spot.depth + 1 };
    place(definitions, besidePath(file, node.subflow.file), inner, whole);
  }
  for (const edge of definition.edges) whole.edges.push({ ...edge, from: prefix + edge.from, to: prefix + edge.to });
}

/** A node of a subflow belongs to the subflow's group and, when nothing nearer says otherwise, to its system. */
function placedNode(node: Node, { prefix, parent, system }: Spot): Node {
  const { parent: written, system: own, ...rest } = node;
  const holder = written === undefined ? parent : prefix + written;
  const belongs = own ?? (written === undefined ? system : null);
  return {
    ...rest, id: prefix + node.id,
    ...(holder === null ? {} : { parent: holder }),
    ...(belongs === null ? {} : { system: belongs }),
  };
}
