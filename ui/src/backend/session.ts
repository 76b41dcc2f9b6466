import { create } from 'zustand';

/** How the runtime that the window talks to is doing; `unknown` until it was asked. */
export type RuntimeState = 'unknown' | 'starting' | 'ready' | 'read-only' | 'unreachable';

export interface Person {
  id: string;
  name: string;
  roles: readonly string[];
}

interface Session {
  /** The runtime's name as people know it: `local`, or the connection's name. */
  runtime: { name: string; state: RuntimeState; detail?: string | undefined };
  /** The person who acts now, and those whose keys are on this machine. */
  person: Person | null;
  people: readonly Person[];
  /** Set by the page that owns people; the switcher calls it. */
  onSwitch: ((id: string) => void) | null;
}

/** What the frame shows at its right: the runtime and the person. Written by whoever asks the core. */
export const useSession = create<Session>(() => ({
  runtime: { name: 'local', state: 'unknown' },
  person: null,
  people: [],
  onSwitch: null,
}));
