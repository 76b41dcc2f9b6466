import { membersByGroup, nodePlaces, ownSystem } from '@/document';
import type { LayoutFile } from '@/generated/asks';
import type { Definition, Node } from '@/generated/model';
import { layered } from './layered';
import { boxAround, GROUP_HEADER, GROUP_PADDING, NODE_HEIGHT, NODE_WIDTH, type Box, type Hue, type Point, type SceneLane } from './scene';

/** Where everything of a definition is: nodes, open groups around their members, and lanes behind the systems' nodes. */
export interface Arrangement {
  /** Boxes of what is drawn as a node: nodes, and groups that are collapsed. */
  nodes: ReadonlyMap<string, Box>;
  /** Boxes of open groups, outer ones first. */
  groups: ReadonlyMap<string, Box>;
  /** For what a collapsed group hides, that group; the outermost one. */
  hiddenBy: ReadonlyMap<string, string>;
  lanes: readonly SceneLane[];
}

const LANE_PADDING = 20;

export function arrange(definition: Definition, layout: LayoutFile): Arrangement {
  const positions = positionsOf(definition, layout.positions);
  const collapsed = new Set(layout.collapsed);
  const hiddenBy = hidden(definition, collapsed);
  const nodes = new Map<string, Box>();
  const groups = new Map<string, Box>();
  const members = membersByGroup(definition);
  const place = (node: Node, depth: number): Box => {
    const known = nodes.get(node.id) ?? groups.get(node.id);
    if (known !== undefined) return known;
    if (node.kind !== 'group') return { ...positions(node.id), width: NODE_WIDTH, height: NODE_HEIGHT };
    const inner = depth > 64 ? [] : (members.get(node.id) ?? []).map((member) => place(member, depth + 1));
    return around(inner, () => positions(node.id));
  };
  const depths = new Map<string, number>();
  for (const node of definition.nodes) {
    if (hiddenBy.has(node.id)) continue;
    if (node.kind === 'group' && !collapsed.has(node.id)) {
      depths.set(node.id, depthOf(definition, node));
      groups.set(node.id, place(node, 0));
    } else {
      const box = layout.positions[node.id] ?? place(node, 0);
      nodes.set(node.id, { x: box.x, y: box.y, width: NODE_WIDTH, height: NODE_HEIGHT });
    }
  }
  const outerFirst = new Map([...groups].sort(([a], [b]) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0)));
  return { nodes, groups: outerFirst, hiddenBy, lanes: lanesOf(definition, nodes, groups) };
}

const fallbacks = new WeakMap<object, Record<string, Point>>();

/** The stored place of a node; where there is none, that of a plain layout, worked out only when it is needed. */
function positionsOf(definition: Definition, stored: LayoutFile['positions']): (id: string) => Point {
  return (id) => {
    const known = stored[id];
    if (known !== undefined) return known;
    let fallback = fallbacks.get(definition.nodes);
    if (fallback === undefined) {
      fallback = layered(definition);
      fallbacks.set(definition.nodes, fallback);
    }
    return fallback[id] ?? { x: 0, y: 0 };
  };
}

function around(inner: readonly Box[], otherwise: () => Point): Box {
  const box = boxAround(inner);
  if (box === null) return { ...otherwise(), width: NODE_WIDTH + 2 * GROUP_PADDING, height: NODE_HEIGHT + GROUP_HEADER + GROUP_PADDING };
  return {
    x: box.x - GROUP_PADDING, y: box.y - GROUP_HEADER - 8,
    width: box.width + 2 * GROUP_PADDING, height: box.height + GROUP_HEADER + 8 + GROUP_PADDING,
  };
}

function depthOf(definition: Definition, node: Node): number {
  const places = nodePlaces(definition);
  let depth = 0;
  let at: Node | undefined = node;
  while (at?.parent !== undefined && depth < 64) {
    at = definition.nodes[places.get(at.parent) ?? -1];
    depth += 1;
  }
  return depth;
}

function hidden(definition: Definition, collapsed: ReadonlySet<string>): Map<string, string> {
  const hiddenBy = new Map<string, string>();
  if (collapsed.size === 0) return hiddenBy;
  const members = membersByGroup(definition);
  const hide = (id: string, by: string) => {
    for (const member of members.get(id) ?? []) {
      if (hiddenBy.has(member.id)) continue;
      hiddenBy.set(member.id, by);
      hide(member.id, by);
    }
  };
  const outermost = definition.nodes.filter((node) => collapsed.has(node.id) && !(node.parent !== undefined && hiddenBy.has(node.parent)));
  for (const node of outermost) hide(node.id, hiddenBy.get(node.id) ?? node.id);
  for (const [id, by] of hiddenBy) hiddenBy.set(id, hiddenBy.get(by) ?? by);
  return hiddenBy;
}

/** A band behind the nodes of each system; bands that would overlap meet in the middle. */
function lanesOf(definition: Definition, nodes: ReadonlyMap<string, Box>, groups: ReadonlyMap<string, Box>): SceneLane[] {
  const extents = new Map<string, { top: number; bottom: number }>();
  for (const node of definition.nodes) {
    const box = nodes.get(node.id) ?? (isOfOneSystem(definition, node) ? groups.get(node.id) : undefined);
    const system = box === undefined ? undefined : ownSystem(definition, node);
    if (box === undefined || system === undefined) continue;
    const extent = extents.get(system);
    if (extent === undefined) extents.set(system, { top: box.y, bottom: box.y + box.height });
    else {
      extent.top = Math.min(extent.top, box.y);
      extent.bottom = Math.max(extent.bottom, box.y + box.height);
    }
  }
  const lanes = (definition.systems ?? []).flatMap((system): SceneLane[] => {
    const extent = extents.get(system.id);
    if (extent === undefined) return [];
    return [{
      id: system.id, label: system.name, hue: hueOf(system.colour),
      y: extent.top - LANE_PADDING, height: extent.bottom - extent.top + 2 * LANE_PADDING,
    }];
  });
  return separated(lanes.sort((a, b) => a.y - b.y));
}

/** Whether all that a group holds belongs to the group's own system, so that its lane may hold the group. */
function isOfOneSystem(definition: Definition, group: Node): boolean {
  if (group.kind !== 'group' || group.system === undefined) return false;
  const members = membersByGroup(definition);
  const fits = (node: Node, depth: number): boolean =>
    depth < 64 && (members.get(node.id) ?? []).every((member) => (member.system ?? group.system) === group.system && fits(member, depth + 1));
  return fits(group, 0);
}

function separated(lanes: readonly SceneLane[]): SceneLane[] {
  const apart: SceneLane[] = [];
  for (const lane of lanes) {
    const above = apart.at(-1);
    const bottom = above === undefined ? -Infinity : above.y + above.height;
    if (above === undefined || lane.y >= bottom) {
      apart.push({ ...lane });
      continue;
    }
    const border = Math.max(above.y, (lane.y + bottom) / 2);
    apart[apart.length - 1] = { ...above, height: border - above.y };
    apart.push({ ...lane, y: border, height: Math.max(0, lane.y + lane.height - border) });
  }
  return apart.filter((lane) => lane.height > 8);
}

export function hueOf(colour: number | undefined): Hue {
  return colour !== undefined && colour >= 1 && colour <= 8 ? (Math.round(colour) as Hue) : 0;
}
