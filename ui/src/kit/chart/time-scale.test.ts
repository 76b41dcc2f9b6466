import { expect, it } from 'vitest';
import { largest, stretches, valueAt } from './steps';
import { panned, ticks, tickStep, timeScale, wholeView, zoomed } from './time-scale';

const NIGHT = { from: 0, to: 36_000 };

it('goes from times to pixels and back', () => {
  const scale = timeScale(NIGHT, 220, 1000);
  expect(scale.x(0)).toBe(220);
  expect(scale.x(36_000)).toBe(1220);
  expect(scale.time(scale.x(12_345))).toBeCloseTo(12_345);
});

it('keeps the time under the pointer in place while zooming, and stops before nothing is left', () => {
  const near = zoomed(NIGHT, 0.5, 9000, NIGHT);
  expect(near).toEqual({ from: 4500, to: 22_500 });
  const closest = zoomed(NIGHT, 1e-9, 9000, NIGHT);
  expect(closest.to - closest.from).toBe(1);
  expect(zoomed(NIGHT, 1e9, 9000, NIGHT).to).toBeLessThan(5 * 36_000);
});

it('never moves so far that nothing is in view', () => {
  const far = panned(NIGHT, 1e9, NIGHT);
  expect(far.from).toBeLessThan(36_000);
  expect(far.to - far.from).toBe(36_000);
});

it('puts ticks on round clock times, with enough room for their labels', () => {
  expect(tickStep(NIGHT, 1000)).toBe(3600);
  expect(tickStep({ from: 0, to: 60 }, 1000)).toBe(15);
  const days = ticks({ from: 80_000, to: 95_000 }, 3600);
  expect(days.map(({ at }) => at)).toEqual([82_800, 86_400, 90_000, 93_600]);
  expect(days.map(({ strong }) => strong)).toEqual([false, true, false, false]);
});

it('has a view even of nothing', () => {
  expect(wholeView(NaN, NaN)).toEqual({ from: 0, to: 3600 });
});

it('reads a value that changes in steps', () => {
  const steps = [[10, 2], [20, 0], [30, 5]] as const;
  expect([0, 10, 19, 20, 31].map((time) => valueAt(steps, time))).toEqual([0, 2, 2, 0, 5]);
  expect(largest(steps)).toBe(5);
  expect(stretches(steps, 15, 40)).toEqual([[15, 20, 2], [30, 40, 5]]);
  expect(valueAt([], 3)).toBe(0);
});
