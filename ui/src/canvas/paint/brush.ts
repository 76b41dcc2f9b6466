import type { Camera } from '../camera';
import type { Geometry } from '../geometry';
import type { Box } from '../scene';
import type { Colours } from './colours';
import type { Level } from './level';
import type { Lettering } from './lettering';
import type { Sprites } from './sprites';

/** What is shown of the moment, beside the scene: choice, hold and drag. */
export interface Moment {
  selected: ReadonlySet<string>;
  /** Edges, groups included in `selected`. */
  selectedEdges: ReadonlySet<string>;
  hovered: string | null;
  /** Nodes and groups being dragged, and by how much. */
  dragged: ReadonlySet<string>;
  dragX: number;
  dragY: number;
  /** The group that would take in what is dragged. */
  dropGroup: string | null;
  marquee: Box | null;
  /** What a search has found. */
  found: ReadonlySet<string>;
}

export const CALM: Moment = {
  selected: new Set(), selectedEdges: new Set(), hovered: null, dragged: new Set(), dragX: 0, dragY: 0,
  dropGroup: null, marquee: null, found: new Set(),
};

/** Everything that the painters of one frame share. The context is already in world units. */
export interface Brush {
  context: CanvasRenderingContext2D;
  camera: Camera;
  geometry: Geometry;
  moment: Moment;
  colours: Colours;
  lettering: Lettering;
  sprites: Sprites;
  level: Level;
  zoom: number;
  /** Device pixels per world unit. */
  scale: number;
  /** One CSS pixel in world units. */
  pixel: number;
  view: Box;
}
