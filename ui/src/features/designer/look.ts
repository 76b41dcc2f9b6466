import type { Look, NodeLook, SceneBadge } from '@/canvas';
import { estimateOf, membersByGroup, nodeOf, p95Seconds, plannedSeconds, withMembers } from '@/document';
import type { Assessment, PlanReport } from '@/generated/asks';
import type { Definition, Diagnostic, Edge, Node } from '@/generated/model';
import type { TextKey, TextValues } from '@/lib/i18n';
import { formatDuration } from '@/lib/time';

export type Say = (key: TextKey, values?: TextValues) => string;

interface Known {
  node: Node;
  second: string;
  isCritical: boolean;
  isChanged: boolean;
  problems: string;
  look: NodeLook;
}

/** What the second line of a node is made of, besides the node. */
type Ground = readonly [defaults: unknown, systems: unknown, deadline: unknown, triggers: unknown, plan: unknown, say: Say];

/** Says how the designer wants each node drawn; a node about which nothing changed keeps its look. */
export class DesignerLook {
  #known = new Map<string, Known>();
  #ground: Ground | null = null;

  of(definition: Definition, assessment: Assessment, plan: PlanReport | null, changed: ReadonlySet<string>, say: Say): Look {
    const critical = criticalNodes(definition, assessment);
    const pairs = criticalPairs(definition, critical.path);
    const problems = problemsByNode(assessment.diagnostics);
    const before = this.#known;
    const known = new Map<string, Known>();
    this.#known = known;
    const ground: Ground = [definition.defaults, definition.systems, definition.deadline, definition.triggers, plan, say];
    const isSameGround = this.#ground?.every((each, index) => each === ground[index]) === true;
    this.#ground = ground;
    const node = (each: Node): NodeLook => {
      const old = before.get(each.id);
      // Of thousands of nodes nearly all are as they were; only what hangs on other nodes is said again.
      const isAsItWas = old?.node === each && isSameGround && each.kind !== 'group' && each.parent === undefined;
      const second = isAsItWas ? old.second : secondLine(definition, each, plan, say);
      const isCritical = critical.nodes.has(each.id);
      const isChanged = changed.has(each.id);
      const mine = problems.get(each.id) ?? NO_PROBLEMS;
      const words = mine.length === 0 ? '' : mine.map(({ code, message }) => code + message).join('|');
      if (old?.node === each && old.second === second && old.isCritical === isCritical && old.isChanged === isChanged && old.problems === words) {
        known.set(each.id, old);
        return old.look;
      }
      const look = { second, critical: isCritical, badges: badgesOf(each, mine, isChanged, say) };
      known.set(each.id, { node: each, second, isCritical, isChanged, problems: words, look });
      return look;
    };
    return { node, edge: (edge: Edge) => (pairs.get(edge.from)?.has(edge.to) === true ? CRITICAL_EDGE : PLAIN_EDGE) };
  }
}

const NO_PROBLEMS: readonly Diagnostic[] = [];
const CRITICAL_EDGE = { critical: true };
const PLAIN_EDGE = { critical: false };

/** Problems by the node they are about. */
export function problemsByNode(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const problems = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.node === undefined || diagnostic.node === null) continue;
    const list = problems.get(diagnostic.node);
    if (list === undefined) problems.set(diagnostic.node, [diagnostic]);
    else list.push(diagnostic);
  }
  return problems;
}

/** The critical path in nodes of this definition: what lies inside a subflow counts as the subflow. */
function criticalNodes(definition: Definition, { strip }: Assessment): { path: string[]; nodes: Set<string> } {
  const path: string[] = [];
  for (const each of strip?.critical_path ?? []) {
    const id = each.split('/')[0] ?? each;
    if (path.at(-1) !== id && nodeOf(definition, id) !== undefined) path.push(id);
  }
  return { path, nodes: new Set(path) };
}

/** Pairs of nodes whose edge the critical path may pass: an edge of a group serves what it holds. */
function criticalPairs(definition: Definition, path: readonly string[]): Map<string, Set<string>> {
  const pairs = new Map<string, Set<string>>();
  const around = (id: string): string[] => {
    const ids = [id];
    for (let at = nodeOf(definition, id)?.parent; at !== undefined && ids.length < 64; at = nodeOf(definition, at)?.parent) ids.push(at);
    return ids;
  };
  path.forEach((id, index) => {
    const next = path[index + 1];
    if (next === undefined) return;
    for (const from of around(id)) {
      const to = pairs.get(from) ?? new Set();
      for (const each of around(next)) to.add(each);
      pairs.set(from, to);
    }
  });
  return pairs;
}

function secondLine(definition: Definition, node: Node, plan: PlanReport | null, say: Say): string {
  switch (node.kind) {
    case 'job':
    case 'confirm': return durationLine(definition, node, say);
    case 'group': return groupLine(definition, node, plan, say);
    case 'milestone': return node.deadline === undefined ? '' : say('designer.by', { time: node.deadline });
    case 'end': return definition.deadline === undefined ? '' : say('designer.by', { time: definition.deadline });
    case 'decision': return (node.branches ?? []).map((branch) => branch.name).join(' / ');
    case 'subflow': return node.subflow?.file ?? '';
    case 'wait': return waitLine(node, say);
    case 'begin': return (definition.triggers ?? []).flatMap(({ on }) => ('time' in on ? [on.time] : 'cron' in on ? [on.cron] : [])).join(', ');
  }
}

function durationLine(definition: Definition, node: Node, say: Say): string {
  if (node.kind === 'job' && (node.work === undefined || node.work === 'noop') && node.settings?.duration === undefined) return say('designer.workNoop');
  const estimate = estimateOf(definition, node);
  if (estimate === null) return node.kind === 'job' ? say('designer.assumedDuration', { time: formatDuration(300) }) : '';
  const planned = brief(plannedSeconds(estimate));
  return 'fixed' in estimate ? planned : say('designer.durationAndP95', { time: planned, p95: brief(p95Seconds(estimate)) });
}

/** To the minute, since a node has little room; the inspector has it exactly. */
function brief(seconds: number): string {
  return formatDuration(seconds < 60 ? seconds : Math.round(seconds / 60) * 60);
}

function waitLine({ until }: Node, say: Say): string {
  if (until === undefined) return '';
  if ('time' in until) return say('designer.until', { time: until.time });
  if ('file' in until) return until.file.path.split('/').at(-1) ?? '';
  return 'node' in until ? `${until.node.workflow} / ${until.node.node}` : until.http.url;
}

/** How many jobs a group holds, and from its first start to its last finish as planned. */
function groupLine(definition: Definition, node: Node, plan: PlanReport | null, say: Say): string {
  const count = (membersByGroup(definition).get(node.id) ?? []).length === 0 ? 0 : [...withMembers(definition, [node.id])]
    .filter((id) => nodeOf(definition, id)?.kind !== 'group').length;
  const counted = say('designer.nodeCount', { count });
  if (plan === null) return counted;
  let start = Infinity;
  let finish = -Infinity;
  for (const id of withMembers(definition, [node.id])) {
    const planned = plan.nodes[id];
    if (planned === undefined) continue;
    start = Math.min(start, planned.start_s);
    finish = Math.max(finish, planned.finish_s);
  }
  return finish < start ? counted : `${counted} · ${formatDuration(finish - start)}`;
}

function badgesOf(node: Node, problems: readonly Diagnostic[], changed: boolean, say: Say): SceneBadge[] {
  const badges: SceneBadge[] = [];
  const worst = worstOf(problems);
  if (worst !== undefined) {
    const words = problems.map(({ code, message }) => `${code} ${message}`).join('\n');
    const tone = worst.severity === 'error' ? 'bad' : worst.severity === 'warning' ? 'caution' : 'hint';
    badges.push({ icon: worst.severity, tone, words });
  }
  if (node.settings?.critical === true) badges.push({ icon: 'flag', tone: 'critical', words: say('designer.criticalFlag') });
  if (node.deadline !== undefined && node.kind !== 'milestone') badges.push({ icon: 'clock', tone: 'soft', words: say('designer.by', { time: node.deadline }) });
  if ((node.locks ?? []).length > 0) badges.push({ icon: 'lock', tone: 'soft', words: say('designer.locks') + ': ' + (node.locks ?? []).map(({ lock }) => lock).join(', ') });
  if ((node.settings?.retry?.attempts ?? 1) > 1) badges.push({ icon: 'retry', tone: 'soft', words: say('designer.attempts') + ': ' + String(node.settings?.retry?.attempts ?? 1) });
  if (changed) badges.push({ icon: 'edit', tone: 'changed', words: say('designer.changedBadge') });
  return badges;
}

export function worstOf(problems: readonly Diagnostic[]): Diagnostic | undefined {
  const order = ['error', 'warning', 'hint'];
  return [...problems].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))[0];
}
