import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { setHeading } from '@/document/heading';
import { Fill, Slot } from '@/kit';
import { listenForChords } from '@/lib/commands';
import { language } from '@/lib/i18n';
import { go, goBack, goForward, useNavigation } from '@/lib/navigation';
import { PageBoundary } from './PageBoundary';
import { Rail } from './Rail';
import { TopBar } from './TopBar';
import { useFrameCommands } from './frame-commands';

const nothing = () => undefined;

function Frame() {
  useFrameCommands({ openPalette: nothing, openShortcuts: nothing });
  return <><Rail onShortcuts={nothing} /><TopBar onSearch={nothing} /></>;
}

beforeAll(() => {
  listenForChords(window);
});

beforeEach(() => {
  act(() => {
    language.set('en');
    setHeading(null);
    go('design');
  });
});

it('goes to the five places by Ctrl and a digit', () => {
  render(<Frame />);
  fireEvent.keyDown(document.body, { key: '4', ctrlKey: true });
  expect(document.querySelector('[data-place=monitor]')?.getAttribute('aria-current')).toBe('page');
});

it('goes back and forward, with the parameters of each place', () => {
  go('monitor', { run: '7' });
  go('changes');
  goBack();
  expect(useNavigation.getState().location).toEqual({ place: 'monitor', params: { run: '7' } });
  goForward();
  expect(useNavigation.getState().location.place).toBe('changes');
});

it('says what is open and whether it is saved, in the language chosen at once', () => {
  render(<Frame />);
  act(() => setHeading({ name: 'bank-day-end', version: 12, isDraft: true, isDirty: true }));
  expect(screen.getByText('bank-day-end')).toBeTruthy();
  expect(screen.getByText('draft')).toBeTruthy();
  expect(screen.getByText('*')).toBeTruthy();
  act(() => language.set('zh'));
  expect(screen.getByText('草稿')).toBeTruthy();
});

it('lets a page fill a slot for as long as it is there', () => {
  const { rerender } = render(<><Slot name="actions" /><Fill slot="actions">Window 6 h 12 min</Fill></>);
  expect(screen.getByText('Window 6 h 12 min').dataset['slot']).toBe('actions');
  rerender(<Slot name="actions" />);
  expect(screen.queryByText('Window 6 h 12 min')).toBeNull();
});

it('shows a page that fails in its place, and tries again', () => {
  vi.spyOn(console, 'error').mockImplementation(nothing);
  let broken = true;
  const Page = () => {
    if (broken) throw new Error('no such node');
    return <p>whole again</p>;
  };
  render(<PageBoundary title="Design"><Page /></PageBoundary>);
  expect(screen.getByRole('alert').textContent).toContain('This page failed');
  expect(screen.getByRole('alert').textContent).toContain('no such node');
  broken = false;
  fireEvent.click(screen.getByText('Try again'));
  expect(screen.getByText('whole again')).toBeTruthy();
});
