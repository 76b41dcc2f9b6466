import { nodeOf } from '@/document';
import type { Verb } from '@/generated/asks';
import type { DayClass, Definition, Estimate, KindName, Node, PoolHours } from '@/generated/model';
import { parseDayTime } from '@/lib/time';
import type { Say } from './night-view';
import type { VerbDraft, VerbKind } from './verb-kinds';

const KINDS = new Set<string>(['job', 'group', 'milestone', 'decision', 'wait', 'confirm', 'subflow', 'begin', 'end'] satisfies KindName[]);

type Read = { verb: Verb } | { problem: string };

/** The verb that a filled-in form means, or what is still wrong with it; an empty problem is a field not filled in yet. */
export function verbOfDraft(kind: VerbKind, draft: VerbDraft, whole: Definition | null, say: Say): Read {
  const { node, at, number } = draft;
  const named = (id: string, verb: Verb): Read => {
    if (id === '') return { problem: '' };
    if (whole !== null && nodeOf(whole, id) === undefined) return { problem: say('scenario.unknownNode', { node: id }) };
    return { verb };
  };
  const missing: Read = { problem: '' };
  const isKind = whole === null ? undefined : nodeOf(whole, node)?.kind;
  switch (kind) {
    case 'duration':
      if (draft.length === null && draft.lines === '') return missing;
      return named(node, { duration: { node, to: { estimate: draft.length === null ? (JSON.parse(draft.lines) as Estimate) : { fixed: draft.length } } } });
    case 'percent':
      return number === null ? missing : named(node, { duration: { node, to: { percent: number } } });
    case 'capacity':
      return capacityOf(draft, say);
    case 'concurrency':
      return draft.system === '' ? missing : { verb: { concurrency: { system: draft.system, ...(number === null ? {} : { limit: number }) } } };
    case 'priority':
      return number === null ? missing : named(node, { priority: { node, priority: number } });
    case 'critical':
      return named(node, { critical: { node, critical: draft.yes } });
    case 'start':
      return at === null ? missing : { verb: { start: at } };
    case 'not_before':
      return named(node, { not_before: { node, ...(at === null ? {} : { at }) } });
    case 'deadline':
      return node === '' ? { verb: { deadline: at === null ? {} : { at } } } : named(node, { deadline: { node, ...(at === null ? {} : { at }) } });
    case 'day_class':
      return { verb: { day_class: draft.day as DayClass } };
    case 'confirm':
      if (isKind !== undefined && isKind !== 'confirm') return { problem: say('scenario.noGate') };
      return at === null ? missing : named(node, { confirm: { node, at } });
    case 'down':
      return downOf(draft, say);
    case 'add_edge':
    case 'remove_edge':
      return edgeOf(kind, draft, whole, named, say);
    case 'add_node':
    case 'replace_node':
      return nodeFrom(kind, draft.lines, say);
    case 'remove_node':
      if (isKind === 'begin' || isKind === 'end') return { problem: say('scenario.bordersStay') };
      return named(node, { remove_node: node });
    case 'skip':
      return named(node, { skip: node });
    case 'force':
      return named(node, { force: node });
    case 'split':
      return number === null ? missing : named(node, { split: { node, pieces: number } });
    case 'merge':
      return mergeOf(draft.lines, named, say);
  }
}

function capacityOf({ pool, number, lines }: VerbDraft, say: Say): Read {
  if (pool === '' || number === null) return { problem: '' };
  const hours: PoolHours[] = [];
  for (const line of lines.split('\n').map((each) => each.trim()).filter((each) => each !== '')) {
    const match = /^((?:[01]?\d|2[0-3]):[0-5]\d)\s*[-–]\s*((?:[01]?\d|2[0-3]):[0-5]\d)\s+(\d+)$/.exec(line);
    if (match === null) return { problem: say('scenario.badHours') };
    hours.push({ from: (match[1] ?? '').padStart(5, '0'), to: (match[2] ?? '').padStart(5, '0'), capacity: Number(match[3]) });
  }
  return { verb: { capacity: { pool, capacity: number, ...(hours.length === 0 ? {} : { hours }) } } };
}

function downOf({ system, host, at, until }: VerbDraft, say: Say): Read {
  if ((system === '' && host === '') || at === null || until === null) return { problem: '' };
  if ((parseDayTime(until) ?? 0) <= (parseDayTime(at) ?? 0)) return { problem: say('scenario.badDown') };
  return { verb: { down: { ...(system === '' ? { host } : { system }), from: at, to: until } } };
}

/** An edge that goes is told as it is, with its outcome and its lag. */
function edgeOf(
  kind: 'add_edge' | 'remove_edge', { from, to, length }: VerbDraft, whole: Definition | null, named: (id: string, verb: Verb) => Read, say: Say,
): Read {
  if (to === '') return { problem: '' };
  if (from === to) return { problem: say('scenario.selfEdge') };
  const there = kind === 'remove_edge' ? whole?.edges.find((each) => each.from === from && each.to === to) : undefined;
  const edge = there ?? { from, to, ...(length === null ? {} : { lag: length }) };
  const verb: Verb = kind === 'add_edge' ? { add_edge: edge } : { remove_edge: edge };
  const unknown = [from, to].map((id) => named(id, verb)).find((read) => 'problem' in read);
  if (unknown !== undefined) return unknown;
  return kind === 'remove_edge' && whole !== null && there === undefined ? { problem: say('scenario.noEdge') } : { verb };
}

function nodeFrom(kind: 'add_node' | 'replace_node', json: string, say: Say): Read {
  if (json.trim() === '') return { problem: '' };
  try {
    const node = JSON.parse(json) as Partial<Node> | null;
    if (node === null || typeof node !== 'object' || typeof node.id !== 'string' || typeof node.kind !== 'string') return { problem: say('scenario.noId') };
    if (!KINDS.has(node.kind)) return { problem: say('scenario.unknownKind', { kind: node.kind, kinds: [...KINDS].join(', ') }) };
    return { verb: kind === 'add_node' ? { add_node: node as Node } : { replace_node: node as Node } };
  } catch (problem) {
    return { problem: say('scenario.badJson', { problem: problem instanceof Error ? problem.message : '' }) };
  }
}

function mergeOf(lines: string, named: (id: string, verb: Verb) => Read, say: Say): Read {
  const nodes = lines.split('\n').map((each) => each.trim()).filter((each) => each !== '');
  if (nodes.length < 2) return { problem: lines.trim() === '' ? '' : say('scenario.badMerge') };
  const verb: Verb = { merge: { nodes } };
  return nodes.map((id) => named(id, verb)).find((read) => 'problem' in read) ?? { verb };
}
