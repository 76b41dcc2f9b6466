/** How much of a node is drawn: a dot in its lane, a coloured box, a box with its name, or everything. */
export type Level = 'dot' | 'box' | 'name' | 'full';

/** From this zoom on, nodes are things to take hold of; see `Overlay`. */
export const WORKING_ZOOM = 0.6;

/** With no more nodes than this, boxes are affordable however far away. */
const FEW = 1200;

export function levelAt(zoom: number, nodes: number): Level {
  if (zoom < 0.16) return nodes <= FEW ? 'box' : 'dot';
  if (zoom < 0.42) return 'box';
  return zoom < WORKING_ZOOM ? 'name' : 'full';
}

/** The size of a text of the given size in world units; never so small on screen that it cannot be read. */
export function fontSize(size: number, zoom: number): number {
  return Math.max(11 / zoom, size);
}
