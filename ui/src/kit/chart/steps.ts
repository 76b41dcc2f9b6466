/** A value that changes at moments: `[time, value from then on]`, in order of time. Before the first it is 0. */
export type Steps = readonly (readonly [number, number])[];

/** The value at a moment, found by halving. */
export function valueAt(steps: Steps, time: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.[0] ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1]?.[1] ?? 0;
}

export function largest(steps: Steps): number {
  return steps.reduce((most, [, value]) => Math.max(most, value), 0);
}

/** The stretches `[from, to, value]` that lie in view, cut at its edges; stretches of 0 are left out. */
export function stretches(steps: Steps, from: number, to: number): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const [start, value] = steps[index] ?? [0, 0];
    const end = steps[index + 1]?.[0] ?? to;
    if (start > to) break;
    if (end <= from || value === 0) continue;
    found.push([Math.max(start, from), Math.min(end, to), value]);
  }
  return found;
}
