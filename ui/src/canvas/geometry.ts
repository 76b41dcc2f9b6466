import { GridIndex } from './grid-index';
import { distanceSquared, route } from './routing';
import { boxAround, contains, GROUP_HEADER, overlaps, type Box, type Point, type Scene, type SceneGroup, type SceneNode } from './scene';

/** A scene made ready for painting and for hits: numbers, routes and the indices that find them by place. */
export interface Geometry {
  scene: Scene;
  /** What edges join: the scene's nodes, in their order, then its groups, by their headers. */
  things: readonly Thing[];
  /** The place of a node or group in `things` by its identifier. */
  thingAt: ReadonlyMap<string, number>;
  /** For each edge, the places of its ends in `things`; -1 where there is none. */
  ends: Int32Array;
  /** Corners of all edges, and where each edge's begin; an edge that cannot be drawn has none. */
  corners: Float64Array;
  cornerStarts: Int32Array;
  /** Edges at each thing, as places in `scene.edges`. */
  leaving: readonly (readonly number[])[];
  arriving: readonly (readonly number[])[];
  bounds: Box | null;
  nodeIndex: GridIndex;
  edgeIndex: GridIndex;
}

export interface Thing extends Box {
  id: string;
}

const NOWHERE: Box = { x: 0, y: 0, width: 1, height: 1 };

/** Builds the geometry; what `before` has and what cannot have changed is taken over. */
export function geometryOf(scene: Scene, before: Geometry | null = null): Geometry {
  if (before !== null && sameShape(before.scene, scene)) return { ...before, scene };
  const things: Thing[] = [...scene.nodes, ...scene.groups.map((group) => ({ id: group.id, ...headerOf(group) }))];
  const thingAt = new Map(things.map((thing, index) => [thing.id, index]));
  const bounds = boxAround([...scene.nodes, ...scene.groups]);
  const nodeIndex = indexOfNodes(scene.nodes, bounds ?? NOWHERE);
  const leaving: number[][] = things.map(() => []);
  const arriving: number[][] = things.map(() => []);
  const ends = new Int32Array(scene.edges.length * 2);
  scene.edges.forEach((edge, index) => {
    const from = thingAt.get(edge.from) ?? -1;
    const to = thingAt.get(edge.to) ?? -1;
    ends[index * 2] = from;
    ends[index * 2 + 1] = to;
    leaving[from]?.push(index);
    arriving[to]?.push(index);
  });
  const routes = scene.edges.map((_, index) => {
    const from = things[ends[index * 2] ?? -1];
    const to = things[ends[index * 2 + 1] ?? -1];
    if (from === undefined || to === undefined) return [];
    const rank = leaving[ends[index * 2] ?? -1]?.indexOf(index) ?? 0;
    return route(from, to, Math.max(0, rank), (left, right, y) => isFree(scene.nodes, nodeIndex, left, right, y));
  });
  const { corners, starts } = flatten(routes);
  const edgeIndex = indexOfEdges(corners, starts, bounds ?? NOWHERE);
  return { scene, things, thingAt, ends, corners, cornerStarts: starts, leaving, arriving, bounds, nodeIndex, edgeIndex };
}

/** Where a group is taken hold of, and where its edges begin and end. */
export function headerOf(group: Box): Box {
  return { x: group.x, y: group.y, width: group.width, height: GROUP_HEADER };
}

export function nodeOf(geometry: Geometry, id: string): SceneNode | undefined {
  return geometry.scene.nodes[geometry.thingAt.get(id) ?? -1];
}

/** The box of a node or of a group; null when the scene has neither. */
export function boxOf(geometry: Geometry, id: string): Box | null {
  return nodeOf(geometry, id) ?? geometry.scene.groups.find((group) => group.id === id) ?? null;
}

export function nodeUnder(geometry: Geometry, point: Point): SceneNode | null {
  let hit: SceneNode | null = null;
  geometry.nodeIndex.query({ ...point, width: 0, height: 0 }, (index) => {
    const node = geometry.scene.nodes[index];
    if (node !== undefined && contains(node, point)) hit = node;
  });
  return hit;
}

/** The edge that passes nearest to a point, no farther than `reach`, as a place in the scene's edges. */
export function edgeUnder(geometry: Geometry, point: Point, reach: number): number | null {
  let hit: number | null = null;
  let best = reach * reach;
  const area = { x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach };
  geometry.edgeIndex.query(area, (index) => {
    const start = geometry.cornerStarts[index] ?? 0;
    const end = geometry.cornerStarts[index + 1] ?? 0;
    const distance = distanceSquared(geometry.corners, start, end, point.x, point.y);
    if (distance > best) return;
    best = distance;
    hit = index;
  });
  return hit;
}

/** The innermost group around a point; with `headerOnly`, only where it can be taken hold of. */
export function groupUnder(geometry: Geometry, point: Point, headerOnly = false): SceneGroup | null {
  const groups = geometry.scene.groups;
  for (let index = groups.length - 1; index >= 0; index -= 1) {
    const group = groups[index];
    if (group === undefined || !contains(group, point)) continue;
    if (!headerOnly || point.y <= group.y + GROUP_HEADER) return group;
  }
  return null;
}

/** The nodes that touch an area, in the scene's order. */
export function nodesIn(geometry: Geometry, area: Box): SceneNode[] {
  const found: number[] = [];
  geometry.nodeIndex.query(area, (index) => {
    const node = geometry.scene.nodes[index];
    if (node !== undefined && overlaps(node, area)) found.push(index);
  });
  found.sort((a, b) => a - b);
  return found.flatMap((index) => geometry.scene.nodes[index] ?? []);
}

function sameShape(a: Scene, b: Scene): boolean {
  return (
    a.nodes.length === b.nodes.length && a.edges.length === b.edges.length && a.groups.length === b.groups.length &&
    a.nodes.every((node, index) => sameBox(node, b.nodes[index])) &&
    a.groups.every((group, index) => sameBox(group, b.groups[index])) &&
    a.edges.every((edge, index) => edge === b.edges[index] || (edge.from === b.edges[index]?.from && edge.to === b.edges[index].to))
  );
}

function sameBox(a: Box & { id: string }, b: (Box & { id: string }) | undefined): boolean {
  return a === b || (b !== undefined && a.id === b.id && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);
}

function indexOfNodes(nodes: readonly SceneNode[], bounds: Box): GridIndex {
  const boxes = new Float64Array(nodes.length * 4);
  const owners = new Int32Array(nodes.length);
  nodes.forEach((node, index) => {
    boxes.set([node.x, node.y, node.width, node.height], index * 4);
    owners[index] = index;
  });
  return new GridIndex(boxes, owners, nodes.length, bounds);
}

function isFree(nodes: readonly SceneNode[], index: GridIndex, left: number, right: number, y: number): boolean {
  let free = true;
  index.query({ x: left, y, width: right - left, height: 0 }, (at) => {
    const node = nodes[at];
    if (node !== undefined && overlaps(node, { x: left, y: y - 3, width: right - left, height: 6 })) free = false;
  });
  return free;
}

function flatten(routes: readonly number[][]): { corners: Float64Array; starts: Int32Array } {
  const starts = new Int32Array(routes.length + 1);
  routes.forEach((corners, index) => {
    starts[index + 1] = (starts[index] ?? 0) + corners.length;
  });
  const corners = new Float64Array(starts[routes.length] ?? 0);
  routes.forEach((each, index) => corners.set(each, starts[index]));
  return { corners, starts };
}

/** Every straight piece of an edge is an entry of its own, so that a long edge is not everywhere. */
function indexOfEdges(corners: Float64Array, starts: Int32Array, bounds: Box): GridIndex {
  const boxes: number[] = [];
  const owners: number[] = [];
  for (let edge = 0; edge + 1 < starts.length; edge += 1) {
    for (let at = starts[edge] ?? 0; at + 3 < (starts[edge + 1] ?? 0); at += 2) {
      const ax = corners[at] ?? 0;
      const ay = corners[at + 1] ?? 0;
      const bx = corners[at + 2] ?? 0;
      const by = corners[at + 3] ?? 0;
      boxes.push(Math.min(ax, bx), Math.min(ay, by), Math.abs(ax - bx), Math.abs(ay - by));
      owners.push(edge);
    }
  }
  return new GridIndex(Float64Array.from(boxes), Int32Array.from(owners), Math.max(0, starts.length - 1), bounds);
}
