import { edgeUnder, groupUnder, nodesIn, nodeUnder, type Geometry } from './geometry';
import { GROUP_HEADER, overlaps, type Box, type Point } from './scene';
import type { Stage } from './stage';

export interface Selection {
  /** Nodes and groups. */
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/** What a right click or a double click met. */
export type Target =
  | { kind: 'node' | 'group' | 'edge'; id: string }
  | { kind: 'pane' };

/** What the gestures need to know and to tell; read anew at each event. */
export interface GestureHost {
  stage: Stage;
  editable: boolean;
  selection: Selection;
  select: (selection: Selection) => void;
  /** Moves what is named, groups with all they hold; `into` is the group it was dropped on, or null for none. */
  move: (ids: string[], dx: number, dy: number, into: string | null) => void;
  /** What a drag of these takes along: the members of groups. */
  withMembers: (ids: ReadonlySet<string>) => ReadonlySet<string>;
}

const THRESHOLD = 4;
const EDGE_REACH = 7;
const AUTO_PAN = 28;

export function targetAt(stage: Stage, client: Point): Target {
  const { geometry } = stage.painter;
  const point = stage.worldAt(client);
  const node = nodeUnder(geometry, point);
  if (node !== null) return { kind: 'node', id: node.id };
  const header = groupUnder(geometry, point, true);
  if (header !== null) return { kind: 'group', id: header.id };
  const edge = edgeUnder(geometry, point, EDGE_REACH / stage.camera.view.zoom);
  const hit = edge === null ? undefined : geometry.scene.edges[edge];
  return hit === undefined ? { kind: 'pane' } : { kind: 'edge', id: hit.id };
}

/** One press of a button until it is let go: a pan, a drag, a marquee or a click. */
export interface Gesture {
  move: (event: PointerEvent) => void;
  end: (event: PointerEvent) => void;
  cancel: () => void;
}

export function beginGesture(host: () => GestureHost, event: PointerEvent, panning: boolean): Gesture | null {
  const { stage } = host();
  if (event.button === 1 || (event.button === 0 && panning)) return pan(stage, event);
  if (event.button !== 0) return null;
  const target = targetAt(stage, { x: event.clientX, y: event.clientY });
  return target.kind === 'node' || target.kind === 'group' ? hold(host, event, target.id) : sweep(host, event, target);
}

function pan(stage: Stage, start: PointerEvent): Gesture {
  let x = start.clientX;
  let y = start.clientY;
  return {
    move: (event) => {
      stage.camera.panBy(event.clientX - x, event.clientY - y);
      x = event.clientX;
      y = event.clientY;
    },
    end: () => undefined,
    cancel: () => undefined,
  };
}

/** Holding a node: a click chooses it, a drag moves all that is chosen. */
function hold(host: () => GestureHost, start: PointerEvent, id: string): Gesture {
  const { stage, selection, select } = host();
  const adding = start.ctrlKey || start.metaKey || start.shiftKey;
  const before = selection.nodes.has(id);
  if (adding) select(toggled(selection, id));
  else if (!before) select({ nodes: new Set([id]), edges: new Set() });
  const from = stage.worldAt({ x: start.clientX, y: start.clientY });
  let dragging = false;
  const drag = (event: PointerEvent) => {
    const { editable, withMembers, selection: now } = host();
    if (!dragging && (!editable || !isFar(start, event))) return;
    const ids = dragging ? stage.painter.moment.dragged : withMembers(now.nodes.has(id) ? now.nodes : new Set([id]));
    dragging = true;
    autoPan(stage, event);
    const to = stage.worldAt({ x: event.clientX, y: event.clientY });
    stage.painter.set({ dragged: ids, dragX: to.x - from.x, dragY: to.y - from.y, dropGroup: dropGroup(stage.painter.geometry, to, ids) });
  };
  const letGo = () => stage.painter.set({ dragged: new Set(), dragX: 0, dragY: 0, dropGroup: null });
  return {
    move: drag,
    end: (event) => {
      const { moment } = stage.painter;
      if (!dragging) {
        if (!adding && before && event.type === 'pointerup') select({ nodes: new Set([id]), edges: new Set() });
        return;
      }
      const { dragX, dragY, dropGroup: into } = moment;
      const moved = [...(host().selection.nodes.has(id) ? host().selection.nodes : [id])];
      letGo();
      host().move(moved, Math.round(dragX), Math.round(dragY), into);
    },
    cancel: letGo,
  };
}

/** The innermost group under the pointer that is not itself being dragged. */
function dropGroup(geometry: Geometry, at: Point, dragged: ReadonlySet<string>): string | null {
  const groups = geometry.scene.groups.filter((group) => !dragged.has(group.id));
  return groupUnder({ ...geometry, scene: { ...geometry.scene, groups } }, at)?.id ?? null;
}

/** Sweeping over the pane: a click chooses an edge or nothing, a drag chooses what lies in the rectangle. */
function sweep(host: () => GestureHost, start: PointerEvent, target: Target): Gesture {
  const { stage } = host();
  const adding = start.ctrlKey || start.metaKey || start.shiftKey;
  const from = stage.worldAt({ x: start.clientX, y: start.clientY });
  const kept = adding ? host().selection : { nodes: new Set<string>(), edges: new Set<string>() };
  let sweeping = false;
  const clear = () => stage.painter.set({ marquee: null });
  return {
    move: (event) => {
      if (!sweeping && !isFar(start, event)) return;
      sweeping = true;
      autoPan(stage, event);
      const marquee = between(from, stage.worldAt({ x: event.clientX, y: event.clientY }));
      stage.painter.set({ marquee });
      host().select({ nodes: new Set([...kept.nodes, ...caught(stage.painter.geometry, marquee)]), edges: kept.edges });
    },
    end: () => {
      clear();
      if (sweeping) return;
      const edges = target.kind === 'edge' ? new Set([...kept.edges, target.id]) : kept.edges;
      host().select({ nodes: kept.nodes, edges });
    },
    cancel: clear,
  };
}

/** Nodes that the rectangle touches, and groups that it holds entirely. */
function caught(geometry: Geometry, marquee: Box): string[] {
  const nodes = nodesIn(geometry, marquee).map((node) => node.id);
  const groups = geometry.scene.groups.filter(
    (group) =>
      overlaps(group, marquee) && marquee.x <= group.x && marquee.x + marquee.width >= group.x + group.width &&
      marquee.y <= group.y && marquee.y + marquee.height >= group.y + Math.max(GROUP_HEADER, group.height),
  );
  return [...nodes, ...groups.map((group) => group.id)];
}

function toggled(selection: Selection, id: string): Selection {
  const nodes = new Set(selection.nodes);
  if (!nodes.delete(id)) nodes.add(id);
  return { nodes, edges: selection.edges };
}

function between(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

function isFar(start: PointerEvent, now: PointerEvent): boolean {
  return Math.abs(now.clientX - start.clientX) + Math.abs(now.clientY - start.clientY) >= THRESHOLD;
}

/** A drag near the rim moves the camera, the faster the nearer. */
function autoPan(stage: Stage, event: PointerEvent): void {
  const at = stage.local({ x: event.clientX, y: event.clientY });
  const push = (place: number, size: number) => Math.max(0, AUTO_PAN - place) - Math.max(0, place - (size - AUTO_PAN));
  const dx = push(at.x, stage.camera.width);
  const dy = push(at.y, stage.camera.height);
  if (dx !== 0 || dy !== 0) stage.camera.panBy(dx / 2, dy / 2);
}
