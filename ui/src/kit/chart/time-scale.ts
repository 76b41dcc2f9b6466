/** The stretch of time in view: seconds at the left and at the right edge. */
export interface TimeView {
  from: number;
  to: number;
}

/** Between times and pixels, for a view drawn from `left` over `width` pixels. */
export interface TimeScale extends TimeView {
  left: number;
  width: number;
  x: (time: number) => number;
  time: (x: number) => number;
}

export interface Tick {
  at: number;
  /** Begins a day, or stands on a round step: drawn stronger. */
  strong: boolean;
}

const NARROWEST_SECONDS = 1;
const DAY = 86_400;
const STEPS = [1, 5, 15, 30, 60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY, 2 * DAY, 7 * DAY, 28 * DAY];

export function timeScale(view: TimeView, left: number, width: number): TimeScale {
  const span = Math.max(view.to - view.from, 1e-9);
  return {
    ...view,
    left,
    width,
    x: (time) => left + ((time - view.from) / span) * width,
    time: (x) => view.from + ((x - left) / Math.max(width, 1)) * span,
  };
}

/** A view of everything from `first` to `last`, with a little room on either side. */
export function wholeView(first: number, last: number): TimeView {
  if (!Number.isFinite(first) || !Number.isFinite(last)) return { from: 0, to: 3600 };
  const room = Math.max((last - first) * 0.02, NARROWEST_SECONDS / 2);
  return { from: first - room, to: last + room };
}

/** Nearer by `factor` (below 1) or farther (above), with the time `at` staying where it is. */
export function zoomed(view: TimeView, factor: number, at: number, whole: TimeView): TimeView {
  const widest = (whole.to - whole.from) * 4;
  const span = Math.min(Math.max((view.to - view.from) * factor, NARROWEST_SECONDS), Math.max(widest, NARROWEST_SECONDS));
  const share = (at - view.from) / Math.max(view.to - view.from, 1e-9);
  return within({ from: at - share * span, to: at + (1 - share) * span }, whole);
}

export function panned(view: TimeView, seconds: number, whole: TimeView): TimeView {
  return within({ from: view.from + seconds, to: view.to + seconds }, whole);
}

/** Never so far out that nothing of the whole is left in view. */
function within(view: TimeView, whole: TimeView): TimeView {
  const span = view.to - view.from;
  const keep = Math.min(span, whole.to - whole.from) * 0.2;
  const from = Math.min(Math.max(view.from, whole.from - span + keep), whole.to - keep);
  return { from, to: from + span };
}

/** The seconds between labelled ticks, at least `apart` pixels. */
export function tickStep(view: TimeView, width: number, apart = 84): number {
  const wanted = ((view.to - view.from) / Math.max(width, 1)) * apart;
  return STEPS.find((step) => step >= wanted) ?? Math.ceil(wanted / (28 * DAY)) * 28 * DAY;
}

/** Ticks on round times; at most a few hundred, whatever the view. */
export function ticks(view: TimeView, step: number): Tick[] {
  const found: Tick[] = [];
  const first = Math.ceil(view.from / step) * step;
  for (let at = first; at <= view.to && found.length < 400; at += step) found.push({ at, strong: at % DAY === 0 });
  return found;
}
