import type { Steps } from './steps';

/**
 * What a Gantt chart shows: plain data that knows nothing of plans or runs. Times are seconds on one line, as a
 * rule from midnight that opens the business date. Colours are names of tokens: `accent`, `system-3`, `state-running`.
 */
export interface GanttRow {
  id: string;
  label: string;
  /** The group it stands under; rows of no known group come last, under no heading. */
  group: string | null;
  bars: readonly GanttBar[];
  deadline?: GanttDeadline | undefined;
  /** A thin strip at the left of the label, such as the system's colour. */
  hue?: string | undefined;
  /** On the critical path: the label and the bars say so. */
  critical?: boolean;
}

/** `solid` is what is, `pale` what was planned, `hatched` what is expected. Pale bars lie behind the others and are taller. */
export type BarLook = 'solid' | 'pale' | 'hatched';

export interface GanttBar {
  start: number;
  end: number;
  look: BarLook;
  colour: string;
  /** A thin line to here: how late it may end in 95 of 100 nights. */
  whiskerTo?: number | undefined;
  /** A grey tail to here: how late it may end with nothing harmed. */
  slackTo?: number | undefined;
  /** What the bar means, for the tip and for screen readers. */
  label: string;
}

export interface GanttDeadline {
  at: number;
  missed: boolean;
  label: string;
}

export interface GanttGroup {
  id: string;
  label: string;
  hue?: string | undefined;
}

/** A line from the end of one row's last bar to the start of another's first. */
export interface GanttLink {
  from: string;
  to: string;
}

/** A resource below the rows: use against capacity, and a band above where more of it is wanted. */
export interface GanttStrip {
  id: string;
  label: string;
  capacity: Steps;
  use: Steps;
  waiting: Steps;
  /** What to say of a moment under the pointer, such as who waits; empty says nothing. */
  tip?: ((time: number) => string) | undefined;
}

/** A line over everything, such as the promised end. */
export interface GanttMark {
  at: number;
  label: string;
  colour: string;
}

/** A promise farther from the bars than this share of what they span does not press them together. */
const FAR = 1;

/** The first and the last time that anything of these happens, and what is promised unless that is far; null when there is nothing. */
export function extentOf(rows: readonly GanttRow[], marks: readonly GanttMark[] = []): { first: number; last: number } | null {
  let first = Infinity;
  let last = -Infinity;
  const take = (time: number | undefined) => {
    if (time === undefined || !Number.isFinite(time)) return;
    first = Math.min(first, time);
    last = Math.max(last, time);
  };
  for (const row of rows) {
    for (const bar of row.bars) {
      take(bar.start);
      take(bar.end);
      take(bar.whiskerTo);
    }
  }
  const [from, to] = last > first ? [first - (last - first) * FAR, last + (last - first) * FAR] : [-Infinity, Infinity];
  const promised = [...rows.flatMap(({ deadline }) => deadline?.at ?? []), ...marks.map(({ at }) => at)];
  promised.filter((at) => at >= from && at <= to).forEach(take);
  return first > last ? null : { first, last };
}
