import type { PlanReport } from '@/generated/asks';
import { fittedText, type Drawing, type Shape } from '@/kit/chart';
import { formatClock, formatDuration } from '@/lib/time';
import { durationTicks } from '../distribution/bins';
import type { Names } from '../names';
import { beginClock, spanOf } from '../picture';

const ROW = 22;
const HEAD = 24;
const NAMES = 230;
const FIGURE = 64;

/** The jobs of the critical chain that take time, from Begin to End. */
export function chainOf(plan: PlanReport, names: Names): string[] {
  return plan.critical_path.filter((id) => names.takesTime(id) && plan.nodes[id] !== undefined);
}

/** The critical chain as a Gantt chart: a row a job, a line from each to the next, and pale before it what it waited for a resource. */
export function chainDrawing(plan: PlanReport, names: Names, width: number): Drawing {
  const ids = chainOf(plan, names);
  const begin = beginClock(plan);
  const room = width - NAMES - FIGURE - 8;
  const left = NAMES + 8;
  const span = spanOf(plan);
  const x = (seconds: number) => left + (seconds / Math.max(span, 1)) * room;
  const height = HEAD + ids.length * ROW + 6;
  const shapes: Shape[] = durationTicks(begin, begin + span, room / 90).flatMap((clock): Shape[] => [
    { kind: 'line', from: [x(clock - begin), HEAD - 4], to: [x(clock - begin), height], look: 'grid' },
    { kind: 'text', at: [x(clock - begin), HEAD - 9], text: formatClock(clock), look: 'text', anchor: 'middle' },
  ]);
  ids.forEach((id, index) => {
    const node = plan.nodes[id];
    if (node === undefined) return;
    const top = HEAD + index * ROW;
    const before = plan.nodes[ids[index - 1] ?? ''];
    if (node.ready_s !== undefined && node.ready_s < node.start_s) {
      shapes.push({ kind: 'box', x: x(node.ready_s), y: top + 8, width: x(node.start_s) - x(node.ready_s), height: ROW - 16, look: 'barPale' });
    }
    if (before !== undefined) shapes.push({ kind: 'line', from: [x(node.start_s), top - ROW / 2], to: [x(node.start_s), top + 5], look: 'chain' });
    shapes.push(
      { kind: 'text', at: [NAMES, top + ROW / 2 + 4], text: fittedText(names.label(id), NAMES), look: 'text', anchor: 'end' },
      { kind: 'box', x: x(node.start_s), y: top + 5, width: Math.max(x(node.finish_s) - x(node.start_s), 1), height: ROW - 10, look: 'barCritical', tip: names.label(id) },
      { kind: 'text', at: [x(node.finish_s) + 5, top + ROW / 2 + 4], text: formatDuration(node.finish_s - node.start_s), look: 'textFaint' },
    );
  });
  return { width, height, shapes };
}
