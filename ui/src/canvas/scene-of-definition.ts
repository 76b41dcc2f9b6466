import { edgeKey, membersByGroup, ownSystem, systemOf } from '@/document';
import type { LayoutFile } from '@/generated/asks';
import type { Definition, Edge, KindName, Node } from '@/generated/model';
import { arrange, hueOf } from './arrangement';
import type { Box, Emphasis, Hue, NodeState, Scene, SceneBadge, SceneEdge, SceneGroup, SceneNode } from './scene';

/** What a page says of one node, beyond what its definition does. */
export interface NodeLook {
  second: string;
  badges: readonly SceneBadge[];
  state?: NodeState | null;
  forced?: boolean;
  critical?: boolean;
  emphasis?: Emphasis;
}

export interface EdgeLook {
  critical?: boolean;
  emphasis?: Emphasis;
}

/** How a page wants a definition drawn. The functions should give the same object as long as nothing changed. */
export interface Look {
  node: (node: Node) => NodeLook;
  edge?: (edge: Edge) => EdgeLook;
  /** Edges that are no longer in the definition, such as those a change removes. */
  further?: readonly Edge[];
}

interface Drawn {
  node: Node;
  box: Box;
  look: NodeLook;
  hue: Hue;
  stacked: boolean;
  scene: SceneNode;
}

/** Draws definitions as scenes; what did not change since the last one is the same object again. */
export class SceneMaker {
  #drawn = new Map<string, Drawn>();
  #edges = new Map<string, SceneEdge>();
  /** Of the last definition: a node's hue is its system's. */
  #systems: Definition['systems'];

  scene(definition: Definition, layout: LayoutFile, look: Look): Scene {
    const { nodes: boxes, groups: groupBoxes, hiddenBy, lanes } = arrange(definition, layout);
    const drawn = new Map<string, Drawn>();
    const nodes: SceneNode[] = [];
    const groups: SceneGroup[] = [];
    for (const node of definition.nodes) {
      const box = boxes.get(node.id);
      if (box === undefined || drawn.has(node.id)) continue;
      const one = this.#draw(definition, node, box, look.node(node));
      drawn.set(node.id, one);
      nodes.push(one.scene);
    }
    this.#drawn = drawn;
    this.#systems = definition.systems;
    const byId = new Map(definition.nodes.filter((node) => node.kind === 'group').map((node) => [node.id, node]));
    for (const [id, box] of groupBoxes) {
      const node = byId.get(id);
      if (node !== undefined) groups.push(groupOf(definition, node, box, look.node(node)));
    }
    const edges = this.#drawEdges([...definition.edges, ...(look.further ?? []), ...implied(definition)], hiddenBy, look.edge);
    return { nodes, edges, groups, lanes };
  }

  #draw(definition: Definition, node: Node, box: Box, look: NodeLook): Drawn {
    const before = this.#drawn.get(node.id);
    const isAsItWas = before?.node === node && node.parent === undefined && this.#systems === definition.systems;
    const hue = isAsItWas ? before.hue : hueOfNode(definition, node);
    const stacked = node.kind === 'group';
    if (before !== undefined && before.node === node && before.look === look && before.hue === hue && sameBox(before.box, box)) {
      return before;
    }
    const scene: SceneNode = {
      ...box, id: node.id, label: node.name ?? node.id, second: look.second, icon: iconOf(node.kind), hue, badges: look.badges,
      state: look.state ?? null, forced: look.forced ?? false, critical: look.critical ?? false,
      emphasis: look.emphasis ?? 'plain', stacked,
    };
    return { node, box, look, hue, stacked, scene };
  }

  #drawEdges(all: readonly Edge[], hiddenBy: ReadonlyMap<string, string>, lookOf: Look['edge']): SceneEdge[] {
    const next = new Map<string, SceneEdge>();
    for (const edge of all) {
      const from = hiddenBy.get(edge.from) ?? edge.from;
      const to = hiddenBy.get(edge.to) ?? edge.to;
      if (from === to && edge.from !== edge.to) continue;
      const joined = from !== edge.from || to !== edge.to;
      const id = joined ? edgeKey({ from, to, ...(edge.on === undefined ? {} : { on: edge.on }) }) : edgeKey(edge);
      const { critical = false, emphasis = 'plain' } = lookOf?.(edge) ?? {};
      const before = next.get(id) ?? this.#edges.get(id);
      if (before !== undefined && before.critical === critical && before.emphasis === emphasis) {
        next.set(id, before);
        continue;
      }
      const label = [edge.branch, edge.lag === undefined || edge.lag === '0s' ? undefined : `+${edge.lag}`].filter(Boolean).join(' ');
      next.set(id, { id, from, to, line: edge.on ?? 'success', label: joined ? '' : label, critical, emphasis });
    }
    this.#edges = next;
    return [...next.values()];
  }
}

/** The icon of a kind, for palettes, outlines and nodes alike. */
export function iconOf(kind: KindName): KindName {
  return kind;
}

function groupOf(definition: Definition, node: Node, box: Box, look: NodeLook): SceneGroup {
  return {
    ...box, id: node.id, label: node.name ?? node.id, order: node.order ?? 'free', hue: hueOfNode(definition, node),
    emphasis: look.emphasis ?? 'plain', badges: look.badges,
  };
}

function hueOfNode(definition: Definition, node: Node): Hue {
  return hueOf(systemOf(definition, ownSystem(definition, node))?.colour);
}

/** A serial group's members follow one another without an edge being written. */
function implied(definition: Definition): Edge[] {
  const serial = definition.nodes.filter((node) => node.order === 'serial');
  if (serial.length === 0) return [];
  const members = membersByGroup(definition);
  return serial.flatMap((group) => {
    const list = members.get(group.id) ?? [];
    return list.slice(1).map((node, index): Edge => ({ from: list[index]?.id ?? '', to: node.id }));
  });
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
