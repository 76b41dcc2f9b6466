import type { Definition, Edge, Node, System } from '@/generated/model';

/** Answers about a definition that are worked out once and remembered with it: definitions never change in place. */
function remembered<T>(work: (definition: Definition) => T, part: (definition: Definition) => object): (definition: Definition) => T {
  const known = new WeakMap<object, T>();
  return (definition) => {
    const key = part(definition);
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = work(definition);
    known.set(key, answer);
    return answer;
  };
}

const byNodes = ({ nodes }: Definition): object => nodes;

/** Where each node stands in the list; of two with one identifier, the first. */
export const nodePlaces = remembered<ReadonlyMap<string, number>>((definition) => {
  const places = new Map<string, number>();
  definition.nodes.forEach((node, index) => {
    if (!places.has(node.id)) places.set(node.id, index);
  });
  return places;
}, byNodes);

/** The direct members of each group, in the order of the file. */
export const membersByGroup = remembered<ReadonlyMap<string, readonly Node[]>>((definition) => {
  const members = new Map<string, Node[]>();
  for (const node of definition.nodes) {
    if (node.parent === undefined) continue;
    const list = members.get(node.parent);
    if (list === undefined) members.set(node.parent, [node]);
    else list.push(node);
  }
  return members;
}, byNodes);

export const edgesByNode = remembered<ReadonlyMap<string, readonly Edge[]>>((definition) => {
  const edges = new Map<string, Edge[]>();
  const put = (id: string, edge: Edge) => {
    const list = edges.get(id);
    if (list === undefined) edges.set(id, [edge]);
    else list.push(edge);
  };
  for (const edge of definition.edges) {
    put(edge.from, edge);
    if (edge.to !== edge.from) put(edge.to, edge);
  }
  return edges;
}, ({ edges }) => edges);

export function nodeOf(definition: Definition, id: string): Node | undefined {
  const at = nodePlaces(definition).get(id);
  return at === undefined ? undefined : definition.nodes[at];
}

export function systemOf(definition: Definition, id: string | undefined): System | undefined {
  return id === undefined ? undefined : definition.systems?.find((system) => system.id === id);
}

/** The groups around a node, the innermost first. A ring of parents is cut where it closes. */
export function groupsAround(definition: Definition, node: Node): Node[] {
  const groups: Node[] = [];
  let at: Node | undefined = node;
  while (at?.parent !== undefined) {
    const parent = nodeOf(definition, at.parent);
    if (parent === undefined || parent.id === node.id || groups.includes(parent) || groups.length >= 64) break;
    groups.push(parent);
    at = parent;
  }
  return groups;
}

/** The system a node belongs to: its own, or that of the innermost group that has one. */
export function ownSystem(definition: Definition, node: Node): string | undefined {
  return node.system ?? groupsAround(definition, node).find((group) => group.system !== undefined)?.system;
}

/** These nodes and all that the groups among them hold, however deep. */
export function withMembers(definition: Definition, ids: Iterable<string>): Set<string> {
  const all = new Set<string>();
  const members = membersByGroup(definition);
  const visit = (id: string) => {
    if (all.has(id)) return;
    all.add(id);
    for (const member of members.get(id) ?? []) visit(member.id);
  };
  for (const id of ids) visit(id);
  return all;
}

/** The name that people read. */
export function labelOf(node: Node): string {
  return node.name ?? node.id;
}

/** An identifier that is not taken yet: the wish itself, or with a number. */
export function freeId(taken: (id: string) => boolean, wish: string): string {
  if (!taken(wish)) return wish;
  const stem = wish.replace(/-\d+$/, '');
  for (let number = 2; ; number += 1) {
    if (!taken(`${stem}-${number}`)) return `${stem}-${number}`;
  }
}

/** What can be an identifier of a text: letters and digits of any script, with hyphens for the rest. */
export function slug(text: string): string {
  const plain = text.trim().toLowerCase().replace(/[^\p{L}\p{N}_.]+/gu, '-').replace(/^[-_.]+|[-_.]+$/g, '');
  return [...plain].slice(0, 60).join('');
}
