import type { PlannedNode, PlanReport } from '@/generated/asks';

/** One step of the chain back to Begin: a node, and what it waited for before it started. */
export interface WhyStep {
  id: string;
  node: PlannedNode;
  /** Seconds between the finish of what drove it and its own start: a lag, or a wait for the clock or a resource. */
  wait_s: number;
}

/** Groups and subflows, as the chain has to see them. */
export interface Boxes {
  isBox: (id: string) => boolean;
  holds: (box: string, id: string) => boolean;
}

/**
 * Why a node starts when it does: itself, then what drove it, and so on back to Begin. A group or subflow that drove a
 * node outside is followed to its member that finished last, since that is what held it; one that drove its own member
 * stands for its opening, and the chain goes on with what opened it.
 */
export function whyChain(plan: PlanReport, id: string, boxes: Boxes): WhyStep[] {
  const steps: WhyStep[] = [];
  const seen = new Set<string>();
  let at: string | null = id;
  while (at !== null && !seen.has(at)) {
    const node: PlannedNode | undefined = plan.nodes[at];
    if (node === undefined) break;
    seen.add(at);
    const cause = causeOf(plan, at, node, boxes);
    steps.push({ id: at, node, wait_s: cause === null ? 0 : Math.max(0, node.start_s - cause.since_s) });
    at = cause?.id ?? null;
  }
  return steps;
}

function causeOf(plan: PlanReport, id: string, node: PlannedNode, boxes: Boxes): { id: string; since_s: number } | null {
  const driver = node.driver.by;
  const planned = driver === null ? undefined : plan.nodes[driver];
  if (driver === null || planned === undefined) return null;
  if (!boxes.isBox(driver)) return { id: driver, since_s: planned.finish_s };
  if (boxes.holds(driver, id)) return { id: driver, since_s: planned.start_s };
  return { id: lastOf(plan, driver, boxes), since_s: planned.finish_s };
}

/** The member of a box that ended with it; of several, the one that started last, which lies nearest to the end. */
function lastOf(plan: PlanReport, box: string, boxes: Boxes): string {
  const end = plan.nodes[box]?.finish_s;
  let last = box;
  let latest = -Infinity;
  for (const [id, node] of Object.entries(plan.nodes)) {
    if (node.finish_s !== end || node.start_s <= latest || boxes.isBox(id) || !boxes.holds(box, id)) continue;
    last = id;
    latest = node.start_s;
  }
  return last;
}
