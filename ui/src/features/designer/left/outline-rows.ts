import { labelOf, membersByGroup, ownSystem } from '@/document';
import type { DiffReport } from '@/generated/asks';
import type { Definition, Diagnostic, KindName, Node, Severity } from '@/generated/model';
import { matchScore } from '@/lib/match';
import { problemsByNode, worstOf, type Say } from '../look';

export type OutlineOrder = 'system' | 'problem' | 'change';

export type OutlineRow =
  | { kind: 'heading'; key: string; label: string; hue: number; count: number }
  | { kind: 'node'; key: string; id: string; label: string; depth: number; icon: KindName; severity: Severity | null; note: string };

/** The outline as a flat list of rows: headings and, under them, nodes. */
export function outlineRows(
  definition: Definition, diagnostics: readonly Diagnostic[], diff: DiffReport | null, order: OutlineOrder, filter: string, say: Say,
): OutlineRow[] {
  const problems = problemsByNode(diagnostics);
  const fits = (node: Node) => filter.trim() === '' || matchScore(filter, `${labelOf(node)} ${node.id}`) > 0;
  const row = (node: Node, depth: number, note = ''): OutlineRow => ({
    kind: 'node', key: node.id, id: node.id, label: labelOf(node), depth, icon: node.kind,
    severity: worstOf(problems.get(node.id) ?? [])?.severity ?? null, note,
  });
  if (order === 'system') return bySystem(definition, fits, row, say);
  if (order === 'problem') return byProblem(definition, diagnostics, fits, row, say);
  return byChange(definition, diff, fits, row, say);
}

type MakeRow = (node: Node, depth: number, note?: string) => OutlineRow;
type Fits = (node: Node) => boolean;

function bySystem(definition: Definition, fits: Fits, row: MakeRow, say: Say): OutlineRow[] {
  const members = membersByGroup(definition);
  const known = new Set(definition.systems?.map((system) => system.id));
  const sections = [...(definition.systems ?? []).map(({ id, name, colour }) => ({ id, name, colour })), { id: '', name: say('designer.noSystem'), colour: 0 }];
  const bySection = new Map<string, Node[]>();
  for (const node of definition.nodes) {
    const system = ownSystem(definition, node);
    const id = system !== undefined && known.has(system) ? system : '';
    const list = bySection.get(id);
    if (list === undefined) bySection.set(id, [node]);
    else list.push(node);
  }
  return sections.flatMap(({ id, name, colour }) => {
    const here = bySection.get(id) ?? [];
    const inside = new Set(here);
    const rows: OutlineRow[] = [];
    const visit = (node: Node, depth: number) => {
      if (depth > 64) return;
      if (fits(node)) rows.push(row(node, depth));
      for (const member of members.get(node.id) ?? []) if (inside.has(member)) visit(member, depth + 1);
    };
    const ids = new Set(here.map((node) => node.id));
    for (const node of here) if (node.parent === undefined || !ids.has(node.parent)) visit(node, 0);
    return rows.length === 0 ? [] : [{ kind: 'heading', key: `system ${id}`, label: name, hue: colour, count: rows.length } satisfies OutlineRow, ...rows];
  });
}

function byProblem(definition: Definition, diagnostics: readonly Diagnostic[], fits: Fits, row: MakeRow, say: Say): OutlineRow[] {
  const nodes = new Map(definition.nodes.map((node) => [node.id, node]));
  const byCode = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) byCode.set(diagnostic.code, [...(byCode.get(diagnostic.code) ?? []), diagnostic]);
  if (byCode.size === 0) return [{ kind: 'heading', key: 'none', label: say('designer.noProblems'), hue: 0, count: 0 }];
  return [...byCode].sort(([a], [b]) => a.localeCompare(b)).flatMap(([code, list]) => {
    const rows = list.flatMap((diagnostic, index): OutlineRow[] => {
      const node = nodes.get(diagnostic.node ?? '');
      return node === undefined || !fits(node) ? [] : [{ ...row(node, 0, diagnostic.message), key: `${code} ${index} ${node.id}` }];
    });
    return [{ kind: 'heading', key: code, label: code, hue: 0, count: list.length } satisfies OutlineRow, ...rows];
  });
}

function byChange(definition: Definition, diff: DiffReport | null, fits: Fits, row: MakeRow, say: Say): OutlineRow[] {
  const nodes = new Map(definition.nodes.map((node) => [node.id, node]));
  const kinds = ['added', 'changed', 'removed'] as const;
  if (diff === null) return [{ kind: 'heading', key: 'none', label: say('designer.noPublished'), hue: 0, count: 0 }];
  if (diff.nodes.length === 0) return [{ kind: 'heading', key: 'none', label: say('designer.noChanges'), hue: 0, count: 0 }];
  return kinds.flatMap((change) => {
    const rows = diff.nodes.filter((each) => each.change === change).flatMap((each): OutlineRow[] => {
      const node = nodes.get(each.node) ?? { id: each.node, kind: 'job' as const };
      const note = each.fields.map(({ path }) => path).join(', ');
      return fits(node) ? [row(node, 0, note)] : [];
    });
    return rows.length === 0 ? [] : [{ kind: 'heading', key: change, label: say(`designer.${change}`), hue: 0, count: rows.length } satisfies OutlineRow, ...rows];
  });
}
