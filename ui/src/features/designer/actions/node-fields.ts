import type { Node, Settings } from '@/generated/model';

export type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/** A copy with some fields set; those that are undefined are left out, as definitions leave them out. */
export function withParts<T extends object>(value: T, parts: Loose<T>): T {
  return Object.fromEntries(Object.entries({ ...value, ...parts }).filter(([, each]) => each !== undefined)) as T;
}

/** The node with a field set, or without it. */
export function withField<K extends keyof Node>(node: Node, field: K, value: Node[K] | undefined): Node {
  return withParts(node, { [field]: value } as Loose<Node>);
}

/** The node with settings set, or without those that are undefined; without settings at all when none is left. */
export function withSettings(node: Node, parts: Loose<Settings>): Node {
  return withField(node, 'settings', orNone(withParts(node.settings ?? {}, parts)));
}

/** Nothing for an object that says nothing, since definitions leave such out. */
export function orNone<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
