import { nodeOf, ownSystem } from '@/document';
import type { WindowForecast } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { SAFE } from '@/lib/risk';

/** A fall of this much is worth an approver's eye even when the promise is still safe. */
const FALL = 0.01;

export interface PromiseChange {
  node: string;
  at: string;
  /** Null when the promise is new. */
  before: number | null;
  /** Null when it is no longer made. */
  after: number | null;
  atRisk: boolean;
}

/** Every promise before and after, the one most in danger first. */
export function promises(before: WindowForecast | null, after: WindowForecast | null): PromiseChange[] {
  const then = new Map(before?.deadlines.map((each) => [each.node, each]));
  const now = (after?.deadlines ?? []).map((each): PromiseChange => {
    const old = then.get(each.node)?.probability ?? null;
    then.delete(each.node);
    const fell = old !== null && old - each.probability >= FALL;
    return { node: each.node, at: each.at, before: old, after: each.probability, atRisk: each.probability < SAFE || fell };
  });
  const gone = [...then.values()].map((each): PromiseChange => ({ node: each.node, at: each.at, before: each.probability, after: null, atRisk: false }));
  return [...now.sort((a, b) => Number(b.atRisk) - Number(a.atRisk) || (a.after ?? 1) - (b.after ?? 1)), ...gone];
}

export interface PathChange {
  /** Systems along the path, each time it passes from one to the next. */
  before: string[];
  after: string[];
  joined: string[];
  left: string[];
}

/** How the critical path moved: the systems it runs through, and the nodes that joined and left it. */
export function pathChange(before: WindowForecast | null, after: WindowForecast | null, definition: Definition | null): PathChange {
  const then = before?.critical_path ?? [];
  const now = after?.critical_path ?? [];
  const had = new Set(then);
  const has = new Set(now);
  const plain = (id: string) => kindOf(definition, id) !== 'group' && kindOf(definition, id) !== 'subflow';
  return {
    before: systemsAlong(then, definition),
    after: systemsAlong(now, definition),
    joined: before === null ? [] : now.filter((id) => !had.has(id) && plain(id)),
    left: then.filter((id) => !has.has(id) && plain(id)),
  };
}

function kindOf(definition: Definition | null, id: string): string | undefined {
  return definition === null ? undefined : nodeOf(definition, id)?.kind;
}

function systemsAlong(path: readonly string[], definition: Definition | null): string[] {
  const systems: string[] = [];
  for (const id of path) {
    const node = definition === null ? undefined : nodeOf(definition, id);
    const system = definition === null || node === undefined ? undefined : ownSystem(definition, node);
    const name = definition?.systems?.find((each) => each.id === system)?.name;
    if (name !== undefined && systems.at(-1) !== name) systems.push(name);
  }
  return systems;
}
