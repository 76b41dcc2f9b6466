import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { language } from '@/lib/i18n';
import { Gantt } from './Gantt';
import type { GanttRow } from './gantt-data';
import { GanttTable } from './GanttTable';

const row = (id: string, group: string, start: number): GanttRow => ({
  id, label: id, group, bars: [{ start, end: start + 600, look: 'solid', colour: 'accent', label: `runs from ${start}` }],
});
const ROWS = [row('fees', 'core', 0), row('posting', 'core', 600), row('ledger', 'gl', 1200)];
const GROUPS = [{ id: 'core', label: 'Core' }, { id: 'gl', label: 'Ledger' }];

beforeEach(() => language.set('en'));

function chart(onSelect = vi.fn(), onOpen = vi.fn(), onCursor = vi.fn()) {
  render(<Gantt label="Night" storageKey="test" rows={ROWS} groups={GROUPS} onSelect={onSelect} onOpen={onOpen} onCursor={onCursor} />);
  return { onSelect, onOpen, onCursor, body: screen.getByRole('application') };
}

it('is walked, said and opened by the keyboard alone', () => {
  const { body, onSelect, onOpen } = chart();
  fireEvent.keyDown(body, { key: 'ArrowDown' });
  expect(screen.getByRole('status').textContent).toBe('Core, 2 rows');
  fireEvent.keyDown(body, { key: 'ArrowDown' });
  expect(onSelect).toHaveBeenLastCalledWith(new Set(['fees']));
  expect(screen.getByRole('status').textContent).toContain('runs from 0');
  fireEvent.keyDown(body, { key: 'Enter' });
  expect(onOpen).toHaveBeenCalledWith(ROWS[0]);
});

it('folds a group with the arrows', () => {
  const { body } = chart();
  const lines = () => document.querySelector<HTMLElement>('.gantt')?.dataset['lines'];
  fireEvent.keyDown(body, { key: 'Home' });
  expect(lines()).toBe('5');
  fireEvent.keyDown(body, { key: 'ArrowLeft' });
  expect(lines()).toBe('3');
  expect(screen.getByRole('status').textContent).toContain('folded');
  fireEvent.keyDown(body, { key: 'ArrowRight' });
  expect(lines()).toBe('5');
});

it('zooms by key, and goes back to the whole night', () => {
  const { body } = chart();
  const fit = screen.getByRole<HTMLButtonElement>('button', { name: 'Show the whole night' });
  expect(fit.disabled).toBe(true);
  fireEvent.keyDown(body, { key: '+' });
  expect(fit.disabled).toBe(false);
  fireEvent.keyDown(body, { key: '0' });
  expect(fit.disabled).toBe(true);
});

it('moves the cursor by key, and Escape takes it away', () => {
  const { body, onCursor } = chart();
  fireEvent.keyDown(body, { key: 'ArrowRight', shiftKey: true });
  expect(onCursor).toHaveBeenLastCalledWith(expect.any(Number));
  fireEvent.keyDown(body, { key: 'Escape' });
  expect(onCursor).toHaveBeenLastCalledWith(null);
});

it('takes a press in the chart for a click, not one that began on its scrollbar', () => {
  const { body, onSelect } = chart();
  Object.defineProperty(body, 'clientWidth', { configurable: true, value: 900 });
  Object.defineProperty(body, 'clientHeight', { configurable: true, value: 400 });
  const press = (clientX: number) => {
    fireEvent.pointerDown(body, { button: 0, clientX, clientY: 40 });
    fireEvent.pointerUp(body, { button: 0, clientX, clientY: 40 });
  };
  press(905);
  expect(onSelect).not.toHaveBeenCalled();
  press(20);
  expect(onSelect).toHaveBeenCalledOnce();
});

it('has a twin in table form', () => {
  render(<GanttTable label="Night" storageKey="twin" rows={ROWS} groups={GROUPS} />);
  expect(screen.getAllByRole('row')).toHaveLength(4);
  expect(screen.getAllByText('00:10')).toHaveLength(2);
});

it('moves a bar and its end by key, when bars can be moved', () => {
  const onEdit = vi.fn();
  render(<Gantt label="Night" storageKey="test" rows={ROWS} edit={{ canDrag: () => true, describe: () => '', onEdit }} />);
  const body = screen.getByRole('application');
  fireEvent.keyDown(body, { key: 'ArrowDown' });
  fireEvent.keyDown(body, { key: 'ArrowRight', altKey: true });
  expect(onEdit).toHaveBeenLastCalledWith(expect.objectContaining({ grip: 'start', start: 60, end: 660 }));
  fireEvent.keyDown(body, { key: 'ArrowLeft', altKey: true, ctrlKey: true, shiftKey: true });
  expect(onEdit).toHaveBeenLastCalledWith(expect.objectContaining({ grip: 'end', start: 0, end: 300 }));
});
