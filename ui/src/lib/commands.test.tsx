import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { currentCommands, foundCommands, runChord, useCommands, useFinder, type Command } from './commands';
import { chordCaps, matchesChord } from './keys';

const press = (init: KeyboardEventInit, target?: EventTarget): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { cancelable: true, ...init });
  if (target) Object.defineProperty(event, 'target', { value: target });
  return event;
};

function Registers({ commands }: { commands: readonly Command[] }) {
  useCommands(commands);
  useFinder((query) => commands.filter(({ title }) => title.includes(query)));
  return null;
}

const command = (id: string, keys: string[], run: () => void): Command => ({ id, title: id, group: 'test', keys, run });

it('reads chords as they are written', () => {
  expect(matchesChord('Ctrl+K', press({ key: 'k', ctrlKey: true }))).toBe(true);
  expect(matchesChord('Ctrl+K', press({ key: 'k', metaKey: true }))).toBe(true);
  expect(matchesChord('Ctrl+K', press({ key: 'K', ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(matchesChord('Ctrl+Shift+Z', press({ key: 'Z', ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(matchesChord('?', press({ key: '?', shiftKey: true }))).toBe(true);
  expect(matchesChord('Ctrl++', press({ key: '+', ctrlKey: true }))).toBe(true);
  expect(matchesChord('Del', press({ key: 'Delete' }))).toBe(true);
  expect(matchesChord('Ctrl+Z', press({ key: 'я', code: 'KeyZ', ctrlKey: true }))).toBe(true);
  expect(chordCaps('Ctrl+ArrowUp')).toEqual(['Ctrl', '↑']);
});

it('runs the command of the part that came last, and forgets it with the part', () => {
  const [frame, page] = [vi.fn(), vi.fn()];
  render(<Registers commands={[command('frame', ['F5'], frame)]} />);
  const mounted = render(<Registers commands={[command('page', ['F5'], page)]} />);
  expect(runChord(press({ key: 'F5' }))).toBe(true);
  expect([frame.mock.calls.length, page.mock.calls.length]).toEqual([0, 1]);
  mounted.unmount();
  runChord(press({ key: 'F5' }));
  expect(frame).toHaveBeenCalledOnce();
  expect(currentCommands().map(({ id }) => id)).toEqual(['frame']);
});

it('leaves typing and its editing chords to fields', () => {
  const run = vi.fn();
  render(<Registers commands={[command('one', ['?', 'Ctrl+Z', 'Ctrl+K'], run)]} />);
  const input = document.createElement('input');
  expect(runChord(press({ key: '?' }, input))).toBe(false);
  expect(runChord(press({ key: 'z', ctrlKey: true }, input))).toBe(false);
  expect(runChord(press({ key: 'k', ctrlKey: true }, input))).toBe(true);
  expect(run).toHaveBeenCalledOnce();
});

it('asks finders only once something is typed', () => {
  render(<Registers commands={[command('posting', [], () => undefined)]} />);
  expect(foundCommands(' ')).toEqual([]);
  expect(foundCommands('post')).toHaveLength(1);
});
