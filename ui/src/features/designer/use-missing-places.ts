import { useEffect } from 'react';
import { ask } from '@/backend';
import { layered } from '@/canvas';
import type { Point } from '@/generated/asks';
import { nextToken } from '@/document';
import type { Designer } from './designer';

/**
 * Nodes without a place get one from the core, with everything else left where it is. Until then, and when the core
 * cannot, the canvas shows them in a plain layout of its own.
 */
export function useMissingPlaces({ workflow, stage }: Designer): void {
  const nodes = workflow.use((state) => state.definition?.nodes);
  useEffect(() => {
    if (nodes === undefined) return undefined;
    const { layout } = workflow.state;
    const missing = nodes.filter((node) => layout.positions[node.id] === undefined && node.kind !== 'group').map((node) => node.id);
    if (missing.length === 0) return undefined;
    const token = nextToken();
    let overtaken = false;
    const all = missing.length > nodes.length / 2;
    void workflow.settled()
      .then(() => ask('document.layout', { document: workflow.document, layout: workflow.state.layout, changed: missing, full: all, token }))
      .then((made) => {
        if (overtaken) return;
        const positions: Record<string, Point> = {};
        for (const [id, box] of Object.entries(made.nodes)) positions[id] = { x: box.x, y: box.y };
        workflow.placeQuietly(positions);
        if (all) requestAnimationFrame(() => requestAnimationFrame(stage.fit));
      })
      // Without the core's layout the plain one is kept, so that nodes do not wander as edges are drawn.
      .catch(() => {
        const { definition } = workflow.state;
        if (!overtaken && definition !== null) workflow.placeQuietly(layered(definition));
      });
    return () => {
      overtaken = true;
    };
  }, [workflow, stage, nodes]);
}
