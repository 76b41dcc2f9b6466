import { useEffect, useMemo, useState } from 'react';
import { Graph, SceneMaker, Stage, useGraphCommands, type NodeLook } from '@/canvas';
import type { LayoutFile, RunNode } from '@/generated/asks';
import { useText } from '@/lib/i18n';
import { formatDuration } from '@/lib/time';
import type { ViewProps } from './views';

const NO_EDGES: ReadonlySet<string> = new Set();
const WAITING: NodeLook = { second: '', badges: [], state: 'waiting' };

/** The run as the graph it was drawn as, every node with its state. */
export function RunGraph({ detail, definition, chosen, choose }: ViewProps) {
  const text = useText();
  const [stage] = useState(() => new Stage());
  const [maker] = useState(() => new SceneMaker());
  const [layout, setLayout] = useState<LayoutFile>(() => ({ positions: {}, collapsed: [] }));
  const looks = useLooks(detail.nodes);
  const scene = useMemo(
    () => maker.scene(definition, layout, { node: (node) => looks.get(node.id) ?? WAITING }),
    [maker, definition, layout, looks],
  );
  useGraphCommands(stage, text('monitor.graph'), chosen);
  useEffect(() => {
    stage.fit();
  }, [stage, definition]);
  const fold = (id: string) => setLayout(({ positions, collapsed }) => ({
    positions, collapsed: collapsed.includes(id) ? collapsed.filter((each) => each !== id) : [...collapsed, id],
  }));
  return (
    <Graph
      stage={stage} scene={scene} label={text('monitor.graph')} selection={{ nodes: chosen, edges: NO_EDGES }}
      onSelect={(selection) => choose(selection.nodes)}
      onOpen={(target) => { if (target.kind === 'group' || target.kind === 'node') fold(target.id); }}
    />
  );
}

/** The look of each node; the same object as long as its state is. */
function useLooks(nodes: readonly RunNode[]): ReadonlyMap<string, NodeLook> {
  const text = useText();
  const [known] = useState(() => new Map<string, NodeLook>());
  return useMemo(() => new Map(nodes.map((node) => {
    const second = lineOf(node, text(`kit.${node.state}`));
    const key = `${node.state} ${node.forced} ${second}`;
    const look = known.get(key) ?? { second, badges: [], state: node.state, forced: node.forced };
    known.set(key, look);
    return [node.node, look];
  })), [nodes, text, known]);
}

function lineOf(node: RunNode, word: string): string {
  if (node.started_at === null || node.finished_at === null) return word;
  return `${word} ${formatDuration((node.finished_at - node.started_at) / 1000)}`;
}
