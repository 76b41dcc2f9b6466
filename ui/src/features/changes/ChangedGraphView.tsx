import { useEffect, useMemo, useState } from 'react';
import { Graph, SceneMaker, Stage, useGraphCommands, type EdgeLook, type Emphasis, type NodeLook } from '@/canvas';
import { edgeKey } from '@/document';
import type { LayoutFile } from '@/generated/asks';
import type { Node } from '@/generated/model';
import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import type { ChangedGraph } from './changed-graph';

interface ChangedGraphViewProps {
  graph: ChangedGraph;
  /** Nothing was published before, so that everything is new and nothing need stand out. */
  isFirst: boolean;
  chosen: string | null;
  onChoose: (node: string | null) => void;
}

const NO_EDGES: ReadonlySet<string> = new Set();
const EDGE_LOOKS: Partial<Record<Emphasis, EdgeLook>> = {};

/** The graph of the newer revision, greyed where nothing changed. Boxes in which nothing changed begin closed. */
export function ChangedGraphView({ graph, isFirst, chosen, onChoose }: ChangedGraphViewProps) {
  const text = useText();
  const [stage] = useState(() => new Stage());
  const [maker] = useState(() => new SceneMaker());
  const [toggled, setToggled] = useState<ReadonlySet<string>>(NO_EDGES);
  const looks = useMemo(() => nodeLooks(graph, isFirst, (change) => text(`changes.${change}`)), [graph, isFirst, text]);
  const layout = useMemo((): LayoutFile => {
    const closed = new Set(isFirst ? [] : graph.untouched);
    for (const id of toggled) if (!closed.delete(id)) closed.add(id);
    return { positions: {}, collapsed: [...closed] };
  }, [graph, toggled, isFirst]);
  const scene = useMemo(() => maker.scene(graph.definition, layout, {
    node: (node) => looks(node),
    edge: (edge) => edgeLook(isFirst ? 'plain' : (graph.edges.get(edgeKey(edge)) ?? 'faint')),
  }), [maker, graph, layout, looks, isFirst]);
  // What changed comes into view first; F shows the whole.
  useEffect(() => (isFirst || graph.nodes.size === 0 ? stage.fit() : stage.fitTo(inView(graph))), [stage, graph, isFirst]);
  useEffect(() => {
    if (chosen !== null) stage.goTo(chosen);
  }, [stage, chosen]);
  const selection = useMemo(() => ({ nodes: chosen === null ? NO_EDGES : new Set([chosen]), edges: NO_EDGES }), [chosen]);
  useGraphCommands(stage, text('changes.graph'), selection.nodes);
  useDifferenceKeys(isFirst ? [] : [...graph.nodes.keys()], chosen, onChoose);
  const toggle = (id: string) => {
    if (graph.definition.nodes.some((node) => node.id === id && node.kind === 'group')) {
      setToggled((old) => (old.has(id) ? new Set([...old].filter((each) => each !== id)) : new Set([...old, id])));
    }
  };
  return (
    <Graph
      stage={stage} scene={scene} label={text('changes.graph')} selection={selection}
      onSelect={({ nodes }) => onChoose([...nodes].at(-1) ?? null)}
      onOpen={(target) => {
        if (target.kind === 'group' || target.kind === 'node') toggle(target.id);
      }}
    />
  );
}

/** N and P go from one changed node to the next and back. */
function useDifferenceKeys(changed: readonly string[], chosen: string | null, onChoose: (node: string) => void): void {
  const text = useText();
  const step = (by: number) => {
    const at = chosen === null ? -1 : changed.indexOf(chosen);
    const next = changed[at < 0 ? (by > 0 ? 0 : changed.length - 1) : (at + by + changed.length) % changed.length];
    if (next !== undefined) onChoose(next);
  };
  const group = text('app.changes');
  const enabled = changed.length > 0;
  useCommands([
    { id: 'changes.next', title: text('changes.nextDifference'), group, keys: ['N'], icon: 'chevron-down', enabled, run: () => step(1) },
    { id: 'changes.previous', title: text('changes.previousDifference'), group, keys: ['P'], icon: 'chevron-up', enabled, run: () => step(-1) },
  ]);
}

const FEW = 4;

/** What changed; of few nodes also what they hang on, so that they are seen in their place. */
function inView({ definition, nodes }: ChangedGraph): Set<string> {
  const all = new Set(nodes.keys());
  if (all.size >= FEW) return all;
  for (const { from, to } of definition.edges) {
    if (nodes.has(from)) all.add(to);
    if (nodes.has(to)) all.add(from);
  }
  return all;
}

function edgeLook(emphasis: Emphasis): EdgeLook {
  return (EDGE_LOOKS[emphasis] ??= { emphasis });
}

/** The look of each node; the same object for nodes that look the same. */
function nodeLooks(graph: ChangedGraph, isFirst: boolean, word: (change: 'added' | 'removed' | 'changed') => string): (node: Node) => NodeLook {
  const faint: NodeLook = { second: '', badges: [], emphasis: isFirst ? 'plain' : 'faint' };
  const known = new Map<Emphasis, NodeLook>();
  return (node) => {
    const emphasis = graph.nodes.get(node.id);
    if (isFirst || (emphasis !== 'added' && emphasis !== 'removed' && emphasis !== 'changed')) return faint;
    const look = known.get(emphasis) ?? { second: word(emphasis), badges: [], emphasis };
    known.set(emphasis, look);
    return look;
  };
}
