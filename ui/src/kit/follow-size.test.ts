import { afterEach, expect, test, vi } from 'vitest';
import { followSize } from './follow-size';

afterEach(() => vi.unstubAllGlobals());

/** Stands in for the browser: sizes and frames are told by the test. */
function browser() {
  const told: (() => void)[] = [];
  const frames = new Map<number, () => void>();
  let ended = false;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(tell: () => void) {
        told.push(tell);
      }
      observe = () => undefined;
      disconnect = () => (ended = true);
    },
  );
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.set(frames.size + 1, draw).size);
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));
  return {
    resize: () => told.forEach((tell) => tell()),
    frame: () => {
      const due = [...frames.values()];
      frames.clear();
      due.forEach((draw) => draw());
    },
    hasEnded: () => ended,
  };
}

test('a change of size is told once, in the next frame', () => {
  const { resize, frame } = browser();
  const changed = vi.fn();
  followSize(document.body, changed);
  resize();
  resize();
  expect(changed).not.toHaveBeenCalled();
  frame();
  expect(changed).toHaveBeenCalledTimes(1);
});

test('nothing is told after the end', () => {
  const { resize, frame, hasEnded } = browser();
  const changed = vi.fn();
  const forget = followSize(document.body, changed);
  resize();
  forget();
  frame();
  expect(changed).not.toHaveBeenCalled();
  expect(hasEnded()).toBe(true);
});
