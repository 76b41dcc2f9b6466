import { expect, it, vi } from 'vitest';
import { longWork } from './long-work';

const ask = vi.hoisted(() => vi.fn(() => Promise.resolve(null)));
vi.mock('@/backend', async (original) => ({ ...(await original<object>()), ask, listen: () => () => undefined }));

it('has its last answer again when what came after it is stopped', async () => {
  const work = longWork<string, string>('document.advise', () => 1, (wanted) => (wanted === 'long' ? new Promise(() => undefined) : Promise.resolve(`answer to ${wanted}`)));
  void work.start('long');
  work.stop();
  expect(work.use.getState()).toMatchObject({ wanted: null, answer: null, progress: null });
  await work.start('short');
  void work.start('long');
  expect(work.use.getState()).toMatchObject({ wanted: 'long', answer: null });
  work.stop();
  expect(work.use.getState()).toMatchObject({ wanted: 'short', answer: 'answer to short', progress: null });
  expect(ask).toHaveBeenCalledWith('cancel', expect.anything());
});
