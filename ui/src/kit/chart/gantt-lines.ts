import type { GanttBar, GanttGroup, GanttRow } from './gantt-data';
import type { TimeScale } from './time-scale';

export const LINE_HEIGHT = 28;
export const BAR_HEIGHT = 12;
export const PALE_HEIGHT = 18;
/** Bars narrower than this are still drawn, and hit, this wide. */
export const NARROWEST_BAR = 2;

/** A line of the chart: a group's heading or a row; all have one height. */
export type GanttLine =
  | { kind: 'group'; group: GanttGroup; folded: boolean; rows: readonly GanttRow[] }
  | { kind: 'row'; row: GanttRow };

export interface GanttLines {
  lines: readonly GanttLine[];
  /** In pixels. */
  height: number;
  /** The line of each row; for a row in a folded group, the group's. */
  lineOf: ReadonlyMap<string, number>;
}

/** Puts rows under their groups, in the groups' order; folded groups keep only their heading. */
export function linesOf(rows: readonly GanttRow[], groups: readonly GanttGroup[], folded: ReadonlySet<string>): GanttLines {
  const byGroup = new Map<string, GanttRow[]>(groups.map((group) => [group.id, []]));
  const loose: GanttRow[] = [];
  for (const row of rows) ((row.group === null ? undefined : byGroup.get(row.group)) ?? loose).push(row);
  const lines: GanttLine[] = [];
  const lineOf = new Map<string, number>();
  const add = (row: GanttRow) => {
    lineOf.set(row.id, lines.length);
    lines.push({ kind: 'row', row });
  };
  for (const group of groups) {
    const members = byGroup.get(group.id) ?? [];
    if (members.length === 0) continue;
    const isFolded = folded.has(group.id);
    if (isFolded) for (const row of members) lineOf.set(row.id, lines.length);
    lines.push({ kind: 'group', group, folded: isFolded, rows: members });
    if (!isFolded) members.forEach(add);
  }
  loose.forEach(add);
  return { lines, height: lines.length * LINE_HEIGHT, lineOf };
}

/** What tells a line from all others, groups and rows alike. */
export function keyOf(line: GanttLine): string {
  return line.kind === 'row' ? line.row.id : groupKey(line.group.id);
}

export function groupKey(group: string): string {
  return `group ${group}`;
}

export type GanttHit =
  | { kind: 'group'; group: string }
  /** `bar` is null beside the bars and on the label. */
  | { kind: 'row'; row: GanttRow; bar: GanttBar | null };

/** What lies at a point: `x` in pixels from the chart's left edge, `y` from the first line's top. */
export function hitAt(lines: GanttLines, scale: TimeScale, x: number, y: number): GanttHit | null {
  const line = lines.lines[Math.floor(y / LINE_HEIGHT)];
  if (y < 0 || line === undefined) return null;
  if (line.kind === 'group') return { kind: 'group', group: line.group.id };
  if (x < scale.left) return { kind: 'row', row: line.row, bar: null };
  // What is painted last lies on top: pale bars are painted first.
  const hits = line.row.bars.filter((bar) => isOver(bar, scale, x));
  return { kind: 'row', row: line.row, bar: hits.findLast((bar) => bar.look !== 'pale') ?? hits.at(-1) ?? null };
}

/** Left edge and width of a bar in pixels. */
export function spanOf(bar: GanttBar, scale: TimeScale): { x: number; width: number } {
  const x = scale.x(bar.start);
  return { x, width: Math.max(scale.x(bar.end) - x, NARROWEST_BAR) };
}

/** The bars of a row without the pale ones behind them; those, when there are no others. */
export function ownBars(row: GanttRow | undefined): readonly GanttBar[] {
  const own = row?.bars.filter((bar) => bar.look !== 'pale') ?? [];
  return own.length > 0 ? own : row?.bars ?? [];
}

function isOver(bar: GanttBar, scale: TimeScale, at: number): boolean {
  const { x, width } = spanOf(bar, scale);
  const slop = width < 6 ? 3 : 0;
  return at >= x - slop && at <= x + width + slop;
}

/** The points of a link: out of the end of one bar, into the start of the next. Undefined when a row is not there. */
export function linkPoints(
  lines: GanttLines, rows: ReadonlyMap<string, GanttRow>, scale: TimeScale, from: string, to: string,
): [number, number][] | undefined {
  const before = ownBars(rows.get(from)).at(-1);
  const after = ownBars(rows.get(to))[0];
  const above = lines.lineOf.get(from);
  const below = lines.lineOf.get(to);
  if (!before || !after || above === undefined || below === undefined || above === below) return undefined;
  const startX = scale.x(before.end);
  const endX = Math.max(scale.x(after.start), startX);
  const startY = (above + 0.5) * LINE_HEIGHT;
  const endY = (below + 0.5) * LINE_HEIGHT;
  return [[startX, startY], [endX, startY], [endX, endY]];
}
