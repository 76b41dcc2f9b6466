import type { Point, Target } from '@/canvas';
import { edgeKey, nodeOf } from '@/document';
import type { Edge, Outcome } from '@/generated/model';
import type { MenuItem } from '@/kit';
import { PALETTE } from './actions/drawing';
import type { Designer } from './designer';
import type { Say } from './look';

/** What the right button offers: on a node or group, on an edge, on the pane. */
export function menuItems(designer: Designer, target: Target, at: Point, say: Say): MenuItem[] {
  if (target.kind === 'edge') return edgeItems(designer, target.id, say);
  return target.kind === 'pane' ? paneItems(designer, at, say) : nodeItems(designer, target.id, say);
}

function nodeItems(designer: Designer, id: string, say: Say): MenuItem[] {
  const { definition } = designer;
  const node = definition === null ? undefined : nodeOf(definition, id);
  const items: MenuItem[] = [];
  if (node?.kind === 'subflow' && node.subflow !== undefined) {
    const { file } = node.subflow;
    items.push({ label: say('designer.openSubflow'), icon: 'open', keys: 'Enter', onSelect: () => void designer.openSubflow(file) });
  }
  if (node?.kind === 'group') {
    const collapsed = designer.workflow.state.layout.collapsed.includes(id);
    items.push(
      { label: say(collapsed ? 'designer.expand' : 'designer.collapse'), keys: 'Ctrl+E', onSelect: () => designer.toggleCollapsed(id) },
      { label: say('designer.ungroup'), keys: 'Ctrl+Shift+G', onSelect: designer.ungroup },
    );
  }
  items.push(
    { label: say('designer.rename'), icon: 'edit', keys: 'F2', onSelect: () => designer.renaming.set(id) },
    { label: say('designer.group'), icon: 'group', keys: 'Ctrl+G', onSelect: designer.group },
    { label: say('designer.layoutChosen'), icon: 'layout', keys: 'Ctrl+Shift+L', onSelect: () => void designer.layOut([...designer.chosen]) },
    { kind: 'line' },
    { label: say('designer.cut'), keys: 'Ctrl+X', onSelect: designer.cut },
    { label: say('designer.copy'), icon: 'copy', keys: 'Ctrl+C', onSelect: designer.copy },
    { label: say('designer.duplicate'), keys: 'Ctrl+D', onSelect: designer.duplicate },
    { kind: 'line' },
    { label: say('designer.remove'), icon: 'trash', keys: 'Delete', danger: true, onSelect: designer.removeChosen },
  );
  return items;
}

function edgeItems(designer: Designer, id: string, say: Say): MenuItem[] {
  const edge = designer.definition?.edges.find((each) => edgeKey(each) === id);
  if (edge === undefined) return [];
  const put = (next: Edge) => designer.edit([{ remove_edge: edge }, { add_edge: next }]);
  const outcomes: Outcome[] = ['success', 'failure', 'completion'];
  return [
    { kind: 'heading', label: `${edge.from} → ${edge.to}` },
    ...outcomes.map((on): MenuItem => ({
      label: say(`designer.on_${on}`), checked: (edge.on ?? 'success') === on, onSelect: () => put({ ...edge, on }),
    })),
    { kind: 'line' },
    { label: say('designer.remove'), icon: 'trash', keys: 'Delete', danger: true, onSelect: () => designer.edit([{ remove_edge: edge }]) },
  ];
}

function paneItems(designer: Designer, at: Point, say: Say): MenuItem[] {
  const into = groupAt(designer, at);
  return [
    ...PALETTE.filter((kind) => kind !== 'begin' && kind !== 'end').map((kind): MenuItem => ({
      label: say('designer.addKind', { kind: say(`designer.kind_${kind}`) }), icon: kind, onSelect: () => designer.add(kind, at, into),
    })),
    { kind: 'line' },
    { label: say('designer.paste'), icon: 'paste', keys: 'Ctrl+V', onSelect: () => void designer.paste(at) },
    { label: say('designer.layout'), icon: 'layout', keys: 'Ctrl+L', onSelect: () => void designer.layOut(null) },
    { label: say('designer.fit'), icon: 'fit', keys: 'F', onSelect: designer.stage.fit },
  ];
}

/** The innermost open group at a point of the canvas. */
export function groupAt({ stage }: Designer, at: Point): string | null {
  return stage.groupAt(at)?.id ?? null;
}
