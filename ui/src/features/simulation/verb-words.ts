import { plannedSeconds } from '@/document';
import type { Verb } from '@/generated/asks';
import type { Estimate, PoolHours } from '@/generated/model';
import { formatDuration, formatExactDuration, spanSeconds } from '@/lib/time';
import { classWord } from './DateChoice';
import type { Names } from './names';
import type { Say } from './night-view';

/** A what-if edit as a sentence. */
export function verbWords(verb: Verb, names: Names, say: Say): string {
  if ('duration' in verb) return durationWords(verb.duration, names, say);
  if ('capacity' in verb) {
    const { pool, capacity, hours } = verb.capacity;
    const words = say('scenario.capacity', { pool: names.resource(pool), count: capacity });
    return hours === undefined || hours.length === 0 ? words : say('scenario.capacityHours', { capacity: words, hours: hoursWords(hours, say) });
  }
  if ('concurrency' in verb) {
    const { system, limit } = verb.concurrency;
    const name = names.systemById(system);
    return typeof limit === 'number' ? say('scenario.concurrency', { count: limit, system: name }) : say('scenario.noConcurrency', { system: name });
  }
  if ('priority' in verb) return say('scenario.priority', { node: names.label(verb.priority.node), priority: verb.priority.priority });
  if ('critical' in verb) return say(verb.critical.critical ? 'scenario.critical' : 'scenario.notCritical', { node: names.label(verb.critical.node) });
  if ('start' in verb) return say('scenario.start', { time: shortTime(verb.start) });
  if ('not_before' in verb) {
    const { node, at } = verb.not_before;
    return at ? say('scenario.notBefore', { node: names.label(node), time: shortTime(at) }) : say('scenario.noNotBefore', { node: names.label(node) });
  }
  if ('deadline' in verb) {
    const { node, at } = verb.deadline;
    const name = node ? names.label(node) : say('scenario.workflow');
    return at ? say('scenario.deadline', { node: name, time: shortTime(at) }) : say('scenario.noDeadline', { node: name });
  }
  if ('day_class' in verb) return say('scenario.dayClass', { day: classWord(verb.day_class, say) });
  if ('confirm' in verb) return say('scenario.confirm', { node: names.label(verb.confirm.node), time: shortTime(verb.confirm.at) });
  if ('down' in verb) {
    const { system, host, from, to } = verb.down;
    return say('scenario.down', { what: system ? names.systemById(system) : host ?? '', from: shortTime(from), to: shortTime(to) });
  }
  return networkWords(verb, names, say);
}

/** The verbs that change what there is and what waits for what. */
function networkWords(verb: Verb, names: Names, say: Say): string {
  if ('add_edge' in verb) return say('scenario.addEdge', { from: names.label(verb.add_edge.from), to: names.label(verb.add_edge.to) });
  if ('remove_edge' in verb) return say('scenario.removeEdge', { from: names.label(verb.remove_edge.from), to: names.label(verb.remove_edge.to) });
  if ('add_node' in verb) return say('scenario.addNode', { node: verb.add_node.name ?? verb.add_node.id });
  if ('remove_node' in verb) return say('scenario.removeNode', { node: names.label(verb.remove_node) });
  if ('replace_node' in verb) return say('scenario.replaceNode', { node: verb.replace_node.name ?? verb.replace_node.id });
  if ('skip' in verb) return say('scenario.skip', { node: names.label(verb.skip) });
  if ('force' in verb) return say('scenario.force', { node: names.label(verb.force) });
  if ('split' in verb) return say('scenario.split', { node: names.label(verb.split.node), count: verb.split.pieces });
  if ('merge' in verb) return say('scenario.merge', { nodes: verb.merge.nodes.map((id) => names.label(id)).join(', ') });
  return Object.keys(verb)[0] ?? '';
}

function durationWords({ node, to }: { node: string; to: { estimate: Estimate } | { percent: number } }, names: Names, say: Say): string {
  const name = names.label(node);
  if ('percent' in to) return say('scenario.percent', { node: name, percent: to.percent });
  return say('scenario.duration', { node: name, length: estimateWords(to.estimate) });
}

/** `20 min`, or what is planned with its spread in short: what a person would write on a slip. */
export function estimateWords(estimate: Estimate): string {
  const { length, spread } = estimateParts(estimate);
  return spread === null ? length : `${length} (${spread})`;
}

/** What is planned, and how it spreads; null when it does not. */
export function estimateParts(estimate: Estimate): { length: string; spread: string | null } {
  const span = (text: string, format: (seconds: number) => string = formatExactDuration) => {
    const seconds = spanSeconds(text);
    return seconds === null ? text : format(seconds);
  };
  if ('fixed' in estimate) return { length: span(estimate.fixed), spread: null };
  if ('pert' in estimate) return { length: formatExactDuration(plannedSeconds(estimate)), spread: `${span(estimate.pert.low)} – ${span(estimate.pert.high)}` };
  if ('log_normal' in estimate) return { length: span(estimate.log_normal.median, short), spread: `σ ${estimate.log_normal.sigma}` };
  const sorted = estimate.empirical.map((each) => spanSeconds(each) ?? 0).sort((a, b) => a - b);
  return { length: short(sorted[Math.floor(sorted.length / 2)] ?? 0), spread: `n = ${sorted.length}` };
}

/** What is worked out has no more digits than it means. */
function short(seconds: number): string {
  return seconds < 1 ? formatExactDuration(seconds) : formatDuration(seconds);
}

function hoursWords(hours: readonly PoolHours[], say: Say): string {
  return hours.map(({ from, to, capacity }) => say('scenario.hours', { from, to, count: capacity })).join(', ');
}

/** `21:30` for a time on the business date itself, as everywhere on the screen. */
export function shortTime(time: string): string {
  return time.endsWith('+0') ? time.slice(0, -2) : time;
}
