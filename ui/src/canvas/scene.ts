import type { IconName } from '@/lib/icon-names';

/** What the canvas draws: plain data that knows nothing of documents, runs or changes. World units are pixels at zoom 1. */
export interface Scene {
  nodes: readonly SceneNode[];
  edges: readonly SceneEdge[];
  /** Outer groups before the inner ones, which are drawn on top. */
  groups: readonly SceneGroup[];
  lanes: readonly SceneLane[];
}

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** One of the eight system hues, or 0 for no system. */
export type Hue = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** States of a job in a run; each has its colour, its shape and its word. */
export type NodeState =
  | 'waiting' | 'held' | 'queued' | 'starting' | 'running'
  | 'succeeded' | 'failed' | 'skipped' | 'cancelled' | 'unknown';

/** How a thing stands out: in a diff, or `faint` for what is not of interest now. */
export type Emphasis = 'plain' | 'faint' | 'added' | 'removed' | 'changed';

export type Tone = 'bad' | 'caution' | 'hint' | 'soft' | 'critical' | 'changed';

/** A small mark at the right of a node, such as a problem, a lock or a retry. */
export interface SceneBadge {
  icon: IconName;
  tone: Tone;
  /** What it means, for the tooltip and for screen readers. */
  words: string;
}

export interface SceneNode extends Box {
  id: string;
  label: string;
  /** The second line; for a job of a run, its state's word and time. */
  second: string;
  icon: IconName;
  hue: Hue;
  badges: readonly SceneBadge[];
  state: NodeState | null;
  /** Set by a person, not by the job: a flag beside the state. */
  forced: boolean;
  critical: boolean;
  emphasis: Emphasis;
  /** A collapsed group looks like a node with an edge behind it; its members are not in the scene. */
  stacked: boolean;
}

export interface SceneEdge {
  id: string;
  from: string;
  to: string;
  line: 'success' | 'failure' | 'completion';
  /** Only conditions and lags are labelled. */
  label: string;
  critical: boolean;
  emphasis: Emphasis;
}

export interface SceneGroup extends Box {
  id: string;
  label: string;
  order: 'free' | 'serial' | 'parallel';
  hue: Hue;
  emphasis: Emphasis;
  badges: readonly SceneBadge[];
}

export interface SceneLane {
  id: string;
  label: string;
  hue: Hue;
  y: number;
  height: number;
}

export const NODE_WIDTH = 200;
export const NODE_HEIGHT = 52;
/** The height of a group's header, which is where it is taken hold of. */
export const GROUP_HEADER = 28;
export const GROUP_PADDING = 20;

export const EMPTY_SCENE: Scene = { nodes: [], edges: [], groups: [], lanes: [] };

export function contains(box: Box, point: Point): boolean {
  return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** The smallest box around all; null when there is none. */
export function boxAround(boxes: Iterable<Box>): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top };
}
