import { useEffect, useRef } from 'react';
import { isTyping, matchesChord } from './keys';
import type { IconName } from './icon-names';

/**
 * One thing a person can do, told once: the palette lists it, its keys run it, `?` shows it.
 * A page's commands exist while the page does.
 */
export interface Command {
  /** Stable and unique, for tests and for tooltips: `designer.undo`. */
  id: string;
  title: string;
  /** The heading it stands under in the palette and in the list of shortcuts. */
  group: string;
  /** Chords that run it; the first one is shown. See `lib/keys`. */
  keys?: readonly string[];
  icon?: IconName;
  /** Further words by which the palette finds it. */
  also?: string;
  /** False greys it out and leaves its keys to others. */
  enabled?: boolean;
  /** Palette leaves it out; for keys that make sense only in place. */
  hidden?: boolean;
  run: () => void;
}

/** Adds found things (nodes, workflows, runs) to the palette while the person types. */
export type Finder = (query: string) => readonly Command[];

interface Registered<T> {
  current: T;
}

const commandSources = new Set<Registered<readonly Command[]>>();
const finderSources = new Set<Registered<Finder>>();

/** Registers the commands of a component for as long as it is mounted. A fresh array each render is fine. */
export function useCommands(commands: readonly Command[]): void {
  useRegistration(commandSources, commands);
}

/** Registers a finder for the palette for as long as the component is mounted. */
export function useFinder(finder: Finder): void {
  useRegistration(finderSources, finder);
}

function useRegistration<T>(sources: Set<Registered<T>>, value: T): void {
  const holder = useRef<T>(value);
  useEffect(() => {
    holder.current = value;
  });
  useEffect(() => {
    sources.add(holder);
    return () => {
      sources.delete(holder);
    };
  }, [sources]);
}

/** Every command there is now; on the same id, the one registered last counts. */
export function currentCommands(): Command[] {
  const byId = new Map<string, Command>();
  for (const { current } of commandSources) {
    for (const command of current) byId.set(command.id, command);
  }
  return [...byId.values()];
}

export function foundCommands(query: string): Command[] {
  if (query.trim() === '') return [];
  return [...finderSources].flatMap(({ current }) => current(query));
}

/** Runs the command whose chord was pressed; the page's come before the frame's, the latest first. */
export function runChord(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const typing = isTyping(event);
  for (const command of currentCommands().reverse()) {
    if (command.enabled === false) continue;
    const hit = command.keys?.find((chord) => matchesChord(chord, event));
    if (hit === undefined || (typing && !worksWhileTyping(hit))) continue;
    event.preventDefault();
    command.run();
    return true;
  }
  return false;
}

/** A field keeps its own editing chords; other chords with Ctrl or Alt, and function keys, still work. */
function worksWhileTyping(chord: string): boolean {
  if (/^ctrl\+(shift\+)?[acvxyz]$/i.test(chord) || /^ctrl\+(shift\+)?(arrow|left|right|up|down|home|end|backspace|delete)/i.test(chord)) return false;
  return /^(ctrl|alt)\+/i.test(chord) || /^f\d+$/i.test(chord);
}

/** Call once at the start; returns the way to stop. */
export function listenForChords(target: EventTarget): () => void {
  const listener = (event: Event) => {
    if (event instanceof KeyboardEvent) runChord(event);
  };
  target.addEventListener('keydown', listener);
  return () => target.removeEventListener('keydown', listener);
}
