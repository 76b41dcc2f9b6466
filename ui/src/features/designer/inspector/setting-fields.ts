import type { Origin, Resolved, Settings } from '@/generated/model';
import type { Loose } from '../actions/node-fields';
import type { Say } from '../look';

/** A level of settings being edited: what is stated here, and what holds where nothing is. */
export interface Level {
  stated: Settings;
  /** Null while unknown, and for levels that are themselves the source of others. */
  resolved: Resolved | null;
  put: (part: Loose<Settings>) => void;
}

/** Settings whose inherited value is one sourced value of the same name. */
export type SimpleKey = Exclude<keyof Settings, 'duration_on' | 'observed' | 'environment'>;

export interface Shown<T> {
  value: T | null;
  /** What the field says of where the value comes from. */
  origin: string | undefined;
  /** Only for what is stated here. */
  onReset: (() => void) | undefined;
}

/** What a field shows of a setting: the value that holds, its origin, and the way back to the inherited one. */
export function shown<K extends SimpleKey>(level: Level, key: K, say: Say): Shown<NonNullable<Settings[K]>> {
  const own = level.stated[key];
  if (own !== undefined) {
    return { value: own as NonNullable<Settings[K]>, origin: say('designer.originStated'), onReset: () => level.put({ [key]: undefined }) };
  }
  const inherited = level.resolved?.[key] as { value: NonNullable<Settings[K]>; origin: Origin } | null | undefined;
  if (inherited === null || inherited === undefined || inherited.origin === 'node') return { value: null, origin: undefined, onReset: undefined };
  return { value: inherited.value, origin: originWords(inherited.origin, say), onReset: undefined };
}

export function originWords(origin: Origin, say: Say): string {
  if (origin === 'node') return say('designer.originStated');
  if (origin === 'workflow') return say('designer.originWorkflow');
  if (origin === 'assumed') return say('designer.originAssumed');
  if ('group' in origin) return say('designer.originGroup', { name: origin.group });
  if ('system' in origin) return say('designer.originSystem', { name: origin.system });
  return say('designer.originSubflow', { name: origin.subflow });
}
