import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Definition } from '@/generated/model';
import { VerbForm } from './VerbForm';
import { EMPTY_DRAFT, type VerbDraft, type VerbKind } from './verb-kinds';

const WHOLE: Definition = {
  format: 1, id: 'bank', name: 'Bank', zone: 'UTC',
  pools: [{ id: 'db', name: 'Sessions', capacity: 12 }],
  nodes: [{ id: 'begin', kind: 'begin' }, { id: 'fees', kind: 'job', name: 'Fees' }, { id: 'end', kind: 'end' }],
  edges: [{ from: 'begin', to: 'fees' }, { from: 'fees', to: 'end' }],
};

afterEach(cleanup);

function form(kind: VerbKind, whole: Definition, initial: Partial<VerbDraft> = {}) {
  const done = vi.fn();
  render(<VerbForm kind={kind} title="Change" initial={{ ...EMPTY_DRAFT, ...initial }} whole={whole} confirm="Put it in" onDone={done} onCancel={() => undefined} />);
  return done;
}

test('the only pool is chosen, and starts from what it has', async () => {
  const done = form('capacity', WHOLE);
  const units = screen.getByLabelText('Units');
  expect(units).toHaveProperty('value', '12');
  await userEvent.clear(units);
  await userEvent.type(units, '16');
  await userEvent.click(screen.getByText('Put it in'));
  expect(done).toHaveBeenCalledWith({ capacity: { pool: 'db', capacity: 16 } });
});

test('of several pools one is chosen', () => {
  const pools = [...(WHOLE.pools ?? []), { id: 'slots', name: 'Slots', capacity: 3 }];
  form('capacity', { ...WHOLE, pools });
  expect(screen.getByLabelText('Units')).toHaveProperty('value', '');
});

test('a node that was chosen before is defined anew from what it is', () => {
  form('replace_node', WHOLE, { node: 'fees' });
  const json = screen.getByPlaceholderText(/"extra"/);
  expect(JSON.parse((json as HTMLTextAreaElement).value)).toEqual({ id: 'fees', kind: 'job', name: 'Fees' });
});

test('a change that is there is shown as it is', () => {
  form('capacity', WHOLE, { pool: 'db', number: 4 });
  expect(screen.getByLabelText('Units')).toHaveProperty('value', '4');
});

test('a node of a kind that there is not is refused with those that there are', async () => {
  const done = form('add_node', WHOLE, { lines: '{ "id": "extra", "kind": "banana" }' });
  expect(screen.getByText(/no nodes of kind “banana”. Take one of job, group/)).toBeTruthy();
  await userEvent.click(screen.getByText('Put it in'));
  expect(done).not.toHaveBeenCalled();
});

test.each<[VerbKind, Partial<VerbDraft>, RegExp]>([
  ['add_edge', { from: 'fees', to: 'fees' }, /cannot wait for itself/],
  ['remove_edge', { from: 'begin', to: 'end' }, /no such dependency/],
  ['remove_node', { node: 'begin' }, /cannot be removed/],
  ['confirm', { node: 'fees', at: '12:00+0' }, /Only a confirm gate/],
  ['capacity', { pool: 'db', number: 3, lines: '25:00-26:00 3' }, /22:00-02:00 3/],
])('%s of what makes no sense is refused in the form', (kind, draft, said) => {
  form(kind, WHOLE, draft);
  expect(screen.getByRole('alert').textContent).toMatch(said);
  expect(screen.getByText<HTMLButtonElement>('Put it in').closest('button')?.disabled).toBe(true);
});

test('a node is what is written, not what looks like it', async () => {
  const nodes: Definition['nodes'] = [
    ...WHOLE.nodes, { id: 'extract', kind: 'job', name: 'Branch movements' }, { id: 'box', kind: 'group', name: 'Accounting' }, { id: 'box/end', kind: 'end', name: 'End of accounting' },
  ];
  const done = form('skip', { ...WHOLE, nodes });
  const field = screen.getByLabelText('Node');
  const written = async (typed: string) => {
    await userEvent.clear(field);
    await userEvent.type(field, typed);
    await userEvent.tab();
    return (field as HTMLInputElement).value;
  };
  expect(await written('extra')).toBe('extra');
  expect(screen.getByRole('alert').textContent).toContain('extra');
  expect(await written('branch mo')).toBe('Branch movements');
  expect(await written('accounting')).toBe('Accounting');
  await userEvent.click(screen.getByText('Put it in'));
  expect(done).toHaveBeenCalledWith({ skip: 'box' });
});
