import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setVerbs, Workflow } from '@/document';
import { language } from '@/lib/i18n';
import { Strip } from './Strip';

const ask = vi.hoisted(() => vi.fn());
vi.mock('@/backend', async (original) => ({ ...(await original<object>()), ask }));

const strip = { window_s: 3000, published_window_s: null, published_version: null, critical_path: [], deadlines: [] };
const workflow = new Workflow({
  document: 1, path: 'bank.workflow.json', text: '', definition: null, layout: { positions: {}, collapsed: [] }, version: 1, saved_hash: null,
  assessment: { version: 1, hash: 'a', diagnostics: [], strip, obstacle: null },
});

beforeEach(() => {
  language.set('en');
  ask.mockResolvedValue({ samples: 400, window_s: { p95: 3100 }, deadlines: [{ node: 'ledger', at: '10:15+0', probability: 0.2 }] });
});
afterEach(() => act(() => setVerbs(1, [])));

it('says of how many nights a chance is', async () => {
  render(<Strip workflow={workflow} onShow={vi.fn()} />);
  await userEvent.hover(await screen.findByRole('button', { name: /ledger by/ }));
  expect(await screen.findByText(/The share of 400 simulated nights/)).toBeTruthy();
});

it('says that it is without the scenario while one is in hand', () => {
  render(<Strip workflow={workflow} onShow={vi.fn()} />);
  expect(screen.queryByText('Without the scenario:')).toBeNull();
  act(() => setVerbs(1, [{ skip: 'fees' }]));
  expect(screen.getByText('Without the scenario:')).toBeTruthy();
});
