import { afterEach, expect, it, vi } from 'vitest';
import { fileChooser } from './choose-file';

const open = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/plugin-dialog', () => ({ open }));

const wanted = { title: 'Past runs', extensions: ['csv'] };

afterEach(() => vi.unstubAllGlobals());

it('has no dialog outside the window', () => {
  expect(fileChooser(wanted, vi.fn())).toBeUndefined();
});

it('hands on the path that is chosen, and nothing when none is or no dialog opens', async () => {
  vi.stubGlobal('__TAURI_INTERNALS__', {});
  const onChosen = vi.fn();
  const choose = fileChooser(wanted, onChosen);
  open.mockResolvedValueOnce('/past.csv').mockResolvedValueOnce(null).mockRejectedValueOnce(new Error('no portal'));
  for (let time = 0; time < 3; time += 1) choose?.();
  await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(3));
  await vi.waitFor(() => expect(onChosen).toHaveBeenCalled());
  expect(onChosen.mock.calls).toEqual([['/past.csv']]);
  expect(open.mock.calls[0]?.[0]).toMatchObject({ title: 'Past runs', filters: [{ extensions: ['csv'] }, { extensions: ['*'] }] });
});
