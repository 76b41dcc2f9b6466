import { useMemo, useState } from 'react';
import { panned, timeScale, zoomed, type TimeScale, type TimeView } from './time-scale';

export interface GanttView {
  scale: TimeScale;
  /** False once somebody zoomed or moved; the whole follows the data, a chosen view stays. */
  isWhole: boolean;
  /** Below 1 is nearer; about the middle unless told. */
  zoom: (factor: number, at?: number) => void;
  /** By a share of what is in view; above 0 is later. */
  pan: (share: number) => void;
  fit: () => void;
  /** Brings a stretch of time into view when it is not. */
  reveal: (from: number, to: number) => void;
}

/** Which stretch of time is in view, over `width` pixels from `left`. */
export function useGanttView(whole: TimeView, left: number, width: number): GanttView {
  const [chosen, setChosen] = useState<TimeView | null>(null);
  const view = chosen ?? whole;
  const scale = useMemo(() => timeScale(view, left, Math.max(width, 1)), [view, left, width]);
  const change = (next: (old: TimeView) => TimeView) => setChosen((old) => next(old ?? whole));
  return {
    scale,
    isWhole: chosen === null,
    zoom: (factor, at) => change((old) => zoomed(old, factor, at ?? (old.from + old.to) / 2, whole)),
    pan: (share) => change((old) => panned(old, share * (old.to - old.from), whole)),
    fit: () => setChosen(null),
    reveal: (from, to) => {
      if (!Number.isFinite(from) || (to >= view.from && from <= view.to)) return;
      change((old) => panned(old, (from + Math.min(to, from + (old.to - old.from))) / 2 - (old.from + old.to) / 2, whole));
    },
  };
}
