import type { Verb } from '@/generated/asks';
import type { TextKey } from '@/lib/i18n';

/** The verbs as the menu offers them; a length is offered twice, as a time and in percent. */
export type VerbKind =
  | 'duration' | 'percent' | 'capacity' | 'concurrency' | 'priority' | 'critical' | 'start' | 'not_before' | 'deadline' | 'day_class'
  | 'add_edge' | 'remove_edge' | 'add_node' | 'remove_node' | 'replace_node' | 'skip' | 'force' | 'confirm' | 'down' | 'split' | 'merge';

export const VERB_GROUPS: readonly { label: TextKey; kinds: readonly (readonly [VerbKind, TextKey])[] }[] = [
  {
    label: 'scenario.groupTimes',
    kinds: [
      ['duration', 'scenario.kindDuration'], ['percent', 'scenario.kindPercent'], ['not_before', 'scenario.kindNotBefore'],
      ['start', 'scenario.kindStart'], ['deadline', 'scenario.kindDeadline'],
    ],
  },
  {
    label: 'scenario.groupResources',
    kinds: [
      ['capacity', 'scenario.kindCapacity'], ['concurrency', 'scenario.kindConcurrency'], ['priority', 'scenario.kindPriority'],
      ['critical', 'scenario.kindCritical'],
    ],
  },
  {
    label: 'scenario.groupNetwork',
    kinds: [
      ['add_edge', 'scenario.kindAddEdge'], ['remove_edge', 'scenario.kindRemoveEdge'], ['add_node', 'scenario.kindAddNode'],
      ['remove_node', 'scenario.kindRemoveNode'], ['replace_node', 'scenario.kindReplaceNode'], ['split', 'scenario.kindSplit'], ['merge', 'scenario.kindMerge'],
    ],
  },
  {
    label: 'scenario.groupNight',
    kinds: [
      ['skip', 'scenario.kindSkip'], ['force', 'scenario.kindForce'], ['confirm', 'scenario.kindConfirm'], ['down', 'scenario.kindDown'],
      ['day_class', 'scenario.kindDayClass'],
    ],
  },
];

/** What the menu and the form of a kind are called. */
export function titleOf(kind: VerbKind): TextKey {
  for (const { kinds } of VERB_GROUPS) {
    const found = kinds.find(([each]) => each === kind);
    if (found !== undefined) return found[1];
  }
  return 'scenario.add';
}

export function kindOfVerb(verb: Verb): VerbKind {
  if ('duration' in verb) return 'percent' in verb.duration.to ? 'percent' : 'duration';
  return Object.keys(verb)[0] as VerbKind;
}

/** What a form holds while it is filled in: everything as text, whatever the verb. */
export interface VerbDraft {
  node: string;
  from: string;
  to: string;
  pool: string;
  system: string;
  host: string;
  /** A time, or the first of two. */
  at: string | null;
  until: string | null;
  length: string | null;
  number: number | null;
  yes: boolean;
  day: string;
  /** Hours, a node as JSON, or identifiers a line each. */
  lines: string;
}

export const EMPTY_DRAFT: VerbDraft = {
  node: '', from: '', to: '', pool: '', system: '', host: '', at: null, until: null, length: null, number: null, yes: true, day: 'month-end', lines: '',
};

/** The form of a verb that is there already. */
export function draftOf(verb: Verb): VerbDraft {
  const draft = { ...EMPTY_DRAFT };
  if ('duration' in verb) {
    const { node, to } = verb.duration;
    if ('percent' in to) return { ...draft, node, number: to.percent };
    return { ...draft, node, length: 'fixed' in to.estimate ? to.estimate.fixed : null, lines: 'fixed' in to.estimate ? '' : JSON.stringify(to.estimate) };
  }
  if ('capacity' in verb) {
    const hours = verb.capacity.hours ?? [];
    return { ...draft, pool: verb.capacity.pool, number: verb.capacity.capacity, lines: hours.map(({ from, to, capacity }) => `${from}-${to} ${capacity}`).join('\n') };
  }
  if ('concurrency' in verb) return { ...draft, system: verb.concurrency.system, number: verb.concurrency.limit ?? null };
  if ('priority' in verb) return { ...draft, node: verb.priority.node, number: verb.priority.priority };
  if ('critical' in verb) return { ...draft, node: verb.critical.node, yes: verb.critical.critical };
  if ('start' in verb) return { ...draft, at: verb.start };
  if ('not_before' in verb) return { ...draft, node: verb.not_before.node, at: verb.not_before.at ?? null };
  if ('deadline' in verb) return { ...draft, node: verb.deadline.node ?? '', at: verb.deadline.at ?? null };
  if ('day_class' in verb) return { ...draft, day: verb.day_class };
  if ('confirm' in verb) return { ...draft, node: verb.confirm.node, at: verb.confirm.at };
  if ('down' in verb) return { ...draft, system: verb.down.system ?? '', host: verb.down.host ?? '', at: verb.down.from, until: verb.down.to };
  if ('add_edge' in verb) return { ...draft, from: verb.add_edge.from, to: verb.add_edge.to, length: verb.add_edge.lag ?? null };
  if ('remove_edge' in verb) return { ...draft, from: verb.remove_edge.from, to: verb.remove_edge.to };
  if ('add_node' in verb) return { ...draft, lines: JSON.stringify(verb.add_node, null, 2) };
  if ('replace_node' in verb) return { ...draft, lines: JSON.stringify(verb.replace_node, null, 2) };
  if ('remove_node' in verb) return { ...draft, node: verb.remove_node };
  if ('skip' in verb) return { ...draft, node: verb.skip };
  if ('force' in verb) return { ...draft, node: verb.force };
  if ('split' in verb) return { ...draft, node: verb.split.node, number: verb.split.pieces };
  if ('merge' in verb) return { ...draft, lines: verb.merge.nodes.join('\n') };
  return draft;
}
