import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { VirtualTable, type Column } from '.';

interface Item {
  id: string;
  size: number;
}

const COLUMNS: Column<Item>[] = [
  { id: 'id', title: 'Name', width: 100, value: (row) => row.id },
  { id: 'size', title: 'Size', tip: 'In rows.', width: 80, align: 'end', value: (row) => row.size },
];
const items = (count: number): Item[] => Array.from({ length: count }, (_, index) => ({ id: `job-${index}`, size: (index * 7) % 10 }));
const drawn = () => [...document.querySelectorAll('[data-key]')].map((row) => row.getAttribute('data-key'));

function Sample({ rows, onOpen, report }: { rows: Item[]; onOpen?: (row: Item) => void; report?: (keys: string[]) => void }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <VirtualTable
      label="Jobs"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => row.id}
      storageKey="test"
      selected={selected}
      onSelect={(keys) => {
        setSelected(keys);
        report?.([...keys]);
      }}
      {...(onOpen ? { onOpen } : {})}
    />
  );
}

it('draws only the rows in view of ten thousand', () => {
  render(<Sample rows={items(10_000)} />);
  expect(drawn().length).toBeLessThan(50);
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001');
});

it('has its titles by keyboard: one stop, arrows to the others, Enter sorts', async () => {
  const titles = [{ id: 'a', title: 'A', width: 80, value: (row: { a: number; b: number }) => row.a }, { id: 'b', title: 'B', width: 80, value: (row: { a: number; b: number }) => row.b }];
  render(<VirtualTable label="Letters" columns={titles} rows={[{ a: 1, b: 2 }, { a: 2, b: 1 }]} rowKey={(row) => String(row.a)} storageKey="test.titles" />);
  expect(screen.getAllByRole('button').map((each) => each.tabIndex)).toEqual([0, -1]);
  screen.getByRole('button', { name: 'A' }).focus();
  await userEvent.keyboard('{ArrowRight}{Enter}');
  expect(screen.getByRole('columnheader', { name: /B/ }).getAttribute('aria-sort')).toBe('ascending');
});

it('sorts up, then down, then not, and remembers it', async () => {
  const rows = items(4);
  const { unmount } = render(<Sample rows={rows} />);
  await userEvent.click(screen.getByText('Size'));
  expect(drawn()).toEqual(['job-0', 'job-3', 'job-2', 'job-1']);
  await userEvent.click(screen.getByText('Size'));
  expect(drawn()).toEqual(['job-1', 'job-2', 'job-3', 'job-0']);
  unmount();
  render(<Sample rows={rows} />);
  expect(drawn()[0]).toBe('job-1');
  await userEvent.click(screen.getByText('Size'));
  expect(drawn()).toEqual(['job-0', 'job-1', 'job-2', 'job-3']);
});

it('says what a column means, to the pointer and to screen readers', async () => {
  render(<Sample rows={items(2)} />);
  expect(screen.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-description')).toBe('In rows.');
  await userEvent.hover(screen.getByRole('button', { name: 'Size' }));
  expect((await screen.findByRole('tooltip')).textContent).toBe('In rows.');
});

it('selects by keyboard: one, a range, all; and opens', async () => {
  const [report, onOpen] = [vi.fn(), vi.fn()];
  render(<Sample rows={items(5)} report={report} onOpen={onOpen} />);
  screen.getByRole('grid').focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(report).toHaveBeenLastCalledWith(['job-1']);
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(report).toHaveBeenLastCalledWith(['job-1', 'job-2', 'job-3']);
  await userEvent.keyboard('{Enter}');
  expect(onOpen).toHaveBeenCalledWith({ id: 'job-3', size: 1 });
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(report.mock.lastCall?.[0]).toHaveLength(5);
});

it('toggles with Ctrl and extends with Shift by the pointer', () => {
  const report = vi.fn();
  render(<Sample rows={items(5)} report={report} />);
  fireEvent.click(screen.getByText('job-0'));
  fireEvent.click(screen.getByText('job-2'), { ctrlKey: true });
  expect(report).toHaveBeenLastCalledWith(['job-0', 'job-2']);
  fireEvent.click(screen.getByText('job-4'), { shiftKey: true });
  expect(report).toHaveBeenLastCalledWith(['job-2', 'job-3', 'job-4']);
});
