import type { Definition, Edge, Edit, Header, Node } from '@/generated/model';
import { nodePlaces } from './lookup';

/**
 * Applies edits in order, as the core does: each is total, and one that finds nothing to change changes nothing.
 * The given definition stays as it is; what an edit does not touch is shared.
 */
export function applyEdits(definition: Definition, edits: readonly Edit[]): Definition {
  return edits.reduce(applyEdit, definition);
}

export function applyEdit(definition: Definition, edit: Edit): Definition {
  if ('set_node' in edit) return { ...definition, nodes: putNode(definition, edit.set_node) };
  if ('insert_node' in edit) return { ...definition, nodes: insertNode(definition, edit.insert_node.node, edit.insert_node.before) };
  if ('remove_node' in edit) return { ...definition, nodes: definition.nodes.filter((node) => node.id !== edit.remove_node) };
  if ('rename_node' in edit) return renameNode(definition, edit.rename_node.from, edit.rename_node.to);
  if ('add_edge' in edit) return addEdge(definition, edit.add_edge);
  if ('insert_edge' in edit) return { ...definition, edges: definition.edges.toSpliced(edit.insert_edge.at, 0, edit.insert_edge.edge) };
  if ('remove_edge' in edit) return { ...definition, edges: definition.edges.filter((edge) => !sameEdge(edge, edit.remove_edge)) };
  if ('set_system' in edit) return { ...definition, systems: put(definition.systems, edit.set_system) };
  if ('remove_system' in edit) return { ...definition, systems: without(definition.systems, edit.remove_system) };
  if ('set_pool' in edit) return { ...definition, pools: put(definition.pools, edit.set_pool) };
  if ('remove_pool' in edit) return { ...definition, pools: without(definition.pools, edit.remove_pool) };
  if ('set_lock' in edit) return { ...definition, locks: put(definition.locks, edit.set_lock) };
  if ('remove_lock' in edit) return { ...definition, locks: without(definition.locks, edit.remove_lock) };
  if ('set_triggers' in edit) return { ...definition, triggers: edit.set_triggers };
  if ('set_header' in edit) return applyHeader(definition, edit.set_header);
  return edit.set_definition;
}

export function headerOf(definition: Definition): Header {
  const { id, name, description, zone, calendar, parameters = {}, secrets = [], deadline, defaults } = definition;
  return {
    id, name, zone, parameters, secrets,
    ...(description === undefined ? {} : { description }),
    ...(calendar === undefined ? {} : { calendar }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(defaults === undefined ? {} : { defaults }),
  };
}

/** Edges are equal when they say the same, whether or not they spell out what is usual. */
export function sameEdge(a: Edge, b: Edge): boolean {
  return (
    a.from === b.from && a.to === b.to && (a.on ?? 'success') === (b.on ?? 'success') &&
    a.branch === b.branch && (a.lag ?? '0s') === (b.lag ?? '0s')
  );
}

const keys = new WeakMap<Edge, string>();

/** A text that equal edges share and others do not. */
export function edgeKey(edge: Edge): string {
  const known = keys.get(edge);
  if (known !== undefined) return known;
  const { from, to, on = 'success', branch = '', lag = '0s' } = edge;
  const key = `${from} > ${to} ${on} ${branch} ${lag}`;
  keys.set(edge, key);
  return key;
}

function putNode(definition: Definition, node: Node): Node[] {
  const at = nodePlaces(definition).get(node.id);
  return at === undefined ? [...definition.nodes, node] : definition.nodes.with(at, node);
}

function insertNode(definition: Definition, node: Node, before: string): Node[] {
  const rest = definition.nodes.filter((each) => each.id !== node.id);
  const at = rest.findIndex((each) => each.id === before);
  return at < 0 ? [...rest, node] : rest.toSpliced(at, 0, node);
}

function addEdge(definition: Definition, edge: Edge): Definition {
  if (definition.edges.some((each) => sameEdge(each, edge))) return definition;
  return { ...definition, edges: [...definition.edges, edge] };
}

function renameNode(definition: Definition, from: string, to: string): Definition {
  const nodes = definition.nodes.map((node) => {
    const handled = typeof node.settings?.on_failure === 'object' && node.settings.on_failure.handler === from;
    if (node.id !== from && node.parent !== from && !handled) return node;
    const next = { ...node };
    if (node.id === from) next.id = to;
    if (node.parent === from) next.parent = to;
    if (handled) next.settings = { ...node.settings, on_failure: { handler: to } };
    return next;
  });
  const edges = definition.edges.map((edge) =>
    edge.from !== from && edge.to !== from
      ? edge
      : { ...edge, from: edge.from === from ? to : edge.from, to: edge.to === from ? to : edge.to });
  return { ...definition, nodes, edges };
}

function put<T extends { id: string }>(list: readonly T[] = [], value: T): T[] {
  const at = list.findIndex((each) => each.id === value.id);
  return at < 0 ? [...list, value] : list.with(at, value);
}

function without<T extends { id: string }>(list: readonly T[] = [], id: string): T[] {
  return list.filter((each) => each.id !== id);
}

function applyHeader(definition: Definition, header: Header): Definition {
  const { $schema, format, triggers, systems, pools, locks, nodes, edges } = definition;
  return {
    format, ...header, nodes, edges,
    ...($schema === undefined ? {} : { $schema }),
    ...(triggers === undefined ? {} : { triggers }),
    ...(systems === undefined ? {} : { systems }),
    ...(pools === undefined ? {} : { pools }),
    ...(locks === undefined ? {} : { locks }),
  };
}
