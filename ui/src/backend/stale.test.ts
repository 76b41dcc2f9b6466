import { expect, it, vi } from 'vitest';
import { announce, whenStale } from './stale';

it('asks again for what has become stale, and for nothing else', () => {
  const [changes, runs] = [vi.fn(), vi.fn()];
  const stop = whenStale('change.show', changes);
  whenStale('run.list', runs);
  announce('people.use');
  expect(changes).toHaveBeenCalledTimes(1);
  expect(runs).not.toHaveBeenCalled();
  stop();
  announce('people.use');
  expect(changes).toHaveBeenCalledTimes(1);
});
