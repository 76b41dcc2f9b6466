import type { Box } from './scene';
import type { View } from './camera';
import type { Stage } from './stage';

/** What a painted canvas cannot be asked through its elements: `window.__graph`, for tests of the real window. */
export interface GraphProbe {
  /** A node's or group's rectangle in the window. */
  nodeAt: (id: string) => Box | null;
  ids: () => string[];
  camera: () => View;
  lookAt: (view: View) => void;
  fit: () => void;
  goTo: (id: string) => void;
  /** Frames painted in the last second, and the last one's cost in milliseconds. */
  rate: () => { frames: number; cost: number };
  selected: () => string[];
  counts: () => { nodes: number; edges: number; groups: number };
}

declare global {
  interface Window {
    __graph?: GraphProbe;
  }
}

/** Puts the probe of a stage on the window for as long as it is shown. */
export function exposeProbe(stage: Stage): () => void {
  const { painter, camera } = stage;
  const probe: GraphProbe = {
    nodeAt: (id) => stage.screenBox(id),
    ids: () => painter.geometry.scene.nodes.map((node) => node.id),
    camera: () => camera.view,
    lookAt: (view) => camera.moveTo(view),
    fit: stage.fit,
    goTo: (id) => stage.goTo(id),
    rate: () => painter.rate(),
    selected: () => [...painter.moment.selected],
    counts: () => {
      const { nodes, edges, groups } = painter.geometry.scene;
      return { nodes: nodes.length, edges: edges.length, groups: groups.length };
    },
  };
  window.__graph = probe;
  return () => {
    if (window.__graph === probe) delete window.__graph;
  };
}
