import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, listen, toAskError, type AskError } from '@/backend';
import type { Push, RunDetail } from '@/generated/asks';

/** A run is asked for again at most this often, however much happens in it. */
const PAUSE_MS = 250;

export interface FollowedRun {
  detail: RunDetail | null;
  problem: AskError | null;
  /** Asks again now, after an action. */
  refresh: () => void;
}

/** A run as it is, kept true by the runtime's events. What is shown stays when the runtime goes away. */
export function useRun(run: number): FollowedRun {
  const [state, setState] = useState<Omit<FollowedRun, 'refresh'>>({ detail: null, problem: null });
  const follower = useRef<Follower | null>(null);
  useEffect(() => {
    const following = new Follower(run, (detail, problem) => {
      setState((before) => ({ detail: detail ?? before.detail, problem }));
    });
    follower.current = following;
    return following.stop;
  }, [run]);
  const refresh = useCallback(() => follower.current?.look(), []);
  return { ...state, refresh };
}

/** Looks at once, then after each event of the run, never twice at the same time. */
class Follower {
  #stopped = false;
  #asking = false;
  #again = false;
  readonly #unlisten: () => void;
  readonly #run: number;
  readonly #listener: (detail: RunDetail | null, problem: AskError | null) => void;

  constructor(run: number, listener: (detail: RunDetail | null, problem: AskError | null) => void) {
    this.#run = run;
    this.#listener = listener;
    this.#unlisten = listen<Push>('daybreak', (push) => {
      const concerns = push.kind === 'events' && push.events.some((event) => event.run === run);
      if (concerns || (push.kind === 'status' && push.status.connected)) this.look();
    });
    this.look();
  }

  look = (): void => {
    if (this.#stopped) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    ask('run.show', { run: this.#run })
      .then((detail) => this.#tell(detail, null), (problem: unknown) => this.#tell(null, toAskError(problem, 'run.show')))
      .finally(() => window.setTimeout(this.#rested, PAUSE_MS));
  };

  stop = (): void => {
    this.#stopped = true;
    this.#unlisten();
  };

  #tell(detail: RunDetail | null, problem: AskError | null): void {
    if (!this.#stopped) this.#listener(detail, problem);
  }

  #rested = (): void => {
    this.#asking = false;
    if (!this.#again) return;
    this.#again = false;
    this.look();
  };
}
