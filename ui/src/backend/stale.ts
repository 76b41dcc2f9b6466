import { REFRESHES, type Asks } from '@/generated/asks';

const waiting = new Map<string, Set<() => void>>();

/** Says that an ask has succeeded: whoever shows an answer that this makes stale asks again. */
export function announce(name: string): void {
  for (const stale of REFRESHES[name as keyof Asks] ?? []) {
    for (const refresh of waiting.get(stale) ?? []) refresh();
  }
}

/** Calls `refresh` whenever the answers of the ask `name` have become stale, until the returned function is called. */
export function whenStale(name: string, refresh: () => void): () => void {
  const those = waiting.get(name) ?? new Set();
  waiting.set(name, those.add(refresh));
  return () => {
    those.delete(refresh);
  };
}
