export interface Selecting {
  selected: ReadonlySet<string>;
  /** Where a range begins when it is next extended. */
  anchor: string;
}

/** The selection after a click or a key on `key`: alone, toggled, or from the anchor to it. */
export function nextSelection(
  keys: readonly string[], selected: ReadonlySet<string>, anchor: string | null, key: string,
  { toggle, extend }: { toggle: boolean; extend: boolean },
): Selecting {
  if (extend) {
    const from = anchor === null ? -1 : keys.indexOf(anchor);
    const to = keys.indexOf(key);
    const start = from < 0 ? to : from;
    const range = keys.slice(Math.min(start, to), Math.max(start, to) + 1);
    return { selected: new Set(range), anchor: keys[start] ?? key };
  }
  if (!toggle) return { selected: new Set([key]), anchor: key };
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return { selected: next, anchor: key };
}

/** The row that a key moves to, or null when it is no key that moves. */
export function keyTarget(key: string, at: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const targets: Record<string, number> = {
    ArrowDown: at + 1, ArrowUp: at < 0 ? count - 1 : at - 1, PageDown: Math.max(at, 0) + page, PageUp: Math.max(at, 0) - page, Home: 0, End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.min(Math.max(target, 0), count - 1);
}
