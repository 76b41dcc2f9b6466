import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeAll, expect, it, vi } from 'vitest';
import { useCommands, type Command } from '@/lib/commands';
import { Button, CommandPalette, Menu, ShortcutsOverlay, SplitPane, StateMark, Tabs } from '.';

// jsdom knows the dialog element but may not show it.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) { this.open = true; };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) { this.open = false; };
});

function WithCommands({ commands, children }: { commands: readonly Command[]; children: ReactNode }) {
  useCommands(commands);
  return children;
}

const command = (title: string, run: () => void = () => undefined): Command => ({ id: title, title, group: 'Edit', keys: ['Ctrl+U'], run });

it('finds a command by some of its letters and runs it by Enter', async () => {
  const [run, onClose] = [vi.fn(), vi.fn()];
  const { rerender } = render(<WithCommands commands={[command('Lay out anew', run), command('Undo')]}>{null}</WithCommands>);
  rerender(<WithCommands commands={[command('Lay out anew', run), command('Undo')]}><CommandPalette onClose={onClose} /></WithCommands>);
  await userEvent.type(screen.getByRole('combobox', { hidden: true }), 'out{Enter}');
  expect(run).toHaveBeenCalledOnce();
  expect(onClose).toHaveBeenCalledOnce();
});

it('shows the shortcuts there are now', () => {
  const { rerender } = render(<WithCommands commands={[command('Undo')]}>{null}</WithCommands>);
  rerender(<WithCommands commands={[command('Undo')]}><ShortcutsOverlay onClose={() => undefined} /></WithCommands>);
  expect(screen.getByText('Undo')).toBeTruthy();
  expect(screen.getByText('U')).toBeTruthy();
});

it('walks a menu by arrows, skips what is disabled, and gives the focus back', async () => {
  const onSelect = vi.fn();
  render(
    <Menu items={[{ label: 'One', onSelect }, { label: 'Two', disabled: true, onSelect }, { label: 'Three', onSelect: () => onSelect('three') }]}>
      {(button) => <Button {...button}>Open</Button>}
    </Menu>,
  );
  await userEvent.click(screen.getByText('Open'));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onSelect.mock.calls).toEqual([['three']]);
  expect(screen.queryByRole('menu')).toBeNull();
  await userEvent.click(screen.getByText('Open'));
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' }));
});

it('keeps the focus on a button whose work goes on, and presses it no second time', async () => {
  const press = vi.fn();
  const { rerender } = render(<Button onClick={press}>Compare</Button>);
  await userEvent.click(screen.getByRole('button'));
  rerender(<Button busy onClick={press}>Compare</Button>);
  expect(document.activeElement).toBe(screen.getByRole('button'));
  await userEvent.keyboard('{Enter}');
  expect(press).toHaveBeenCalledOnce();
});

it('moves between tabs by arrows', async () => {
  const onChoose = vi.fn();
  render(<Tabs label="Views" chosen="a" onChoose={onChoose} tabs={[{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }]} />);
  screen.getByRole('tab', { name: 'A' }).focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(onChoose).toHaveBeenCalledWith('b');
});

it('resizes panes by arrows, folds by Enter, and remembers', async () => {
  const pane = <SplitPane storageKey="test" split="columns" sized="first" initial={200} min={100} max={300}><p>one</p><p>two</p></SplitPane>;
  const { unmount } = render(pane);
  screen.getByRole('separator').focus();
  await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
  unmount();
  render(pane);
  expect(screen.getByRole('separator').getAttribute('aria-valuenow')).toBe('248');
  screen.getByRole('separator').focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByRole('separator').getAttribute('aria-valuenow')).toBe('0');
});

it('says a state by word as well as by shape, and keeps the word forced', () => {
  render(<><StateMark state="succeeded" forced /><StateMark state="held" compact /></>);
  expect(screen.getByText('succeeded')).toBeTruthy();
  expect(screen.getByText('forced')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'held' })).toBeTruthy();
});
