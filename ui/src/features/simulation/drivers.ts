import type { DriverKind, Split } from '@/generated/asks';
import type { TextKey } from '@/lib/i18n';

/** What a start was waiting for last: its colour in the chart, its word in the legend. */
export const DRIVERS: Record<DriverKind, { colour: string; word: TextKey }> = {
  start: { colour: 'ink-faint', word: 'simulation.driverStart' },
  edge: { colour: 'accent', word: 'simulation.driverEdge' },
  pool: { colour: 'state-queued', word: 'simulation.driverPool' },
  lock: { colour: 'state-held', word: 'simulation.driverLock' },
  clock: { colour: 'state-starting', word: 'simulation.driverClock' },
  person: { colour: 'state-unknown', word: 'simulation.driverPerson' },
  host: { colour: 'state-cancelled', word: 'simulation.driverHost' },
};

export interface SplitPart {
  id: string;
  word: TextKey;
  colour: string;
  seconds: number;
  /** Of the window, from 0 to 1. */
  share: number;
}

/** The window's parts in a fixed order; they add up to it, and so do their shares, unless the window is empty. */
export function splitParts(split: Split): SplitPart[] {
  const parts = [
    { id: 'work', word: 'simulation.work', colour: 'accent', seconds: split.work_s },
    { id: 'lag', word: 'simulation.lag', colour: 'ink-faint', seconds: split.lag_s },
    { id: 'resource', word: 'simulation.resource', colour: 'state-queued', seconds: split.resource_s },
    { id: 'clock', word: 'simulation.clock', colour: 'state-starting', seconds: split.clock_s },
    { id: 'human', word: 'simulation.human', colour: 'state-unknown', seconds: split.human_s },
  ] as const;
  const total = parts.reduce((sum, part) => sum + part.seconds, 0);
  return parts.map((part) => ({ ...part, share: total > 0 ? part.seconds / total : 0 }));
}
