import { useEffect, useState } from 'react';
import { Graph, type Point, type Target } from '@/canvas';
import { withMembers } from '@/document';
import type { PlanReport } from '@/generated/asks';
import { Button, ContextMenu, EmptyState, Progress, useSlow } from '@/kit';
import { useText } from '@/lib/i18n';
import { useValue } from '@/lib/store';
import { menuItems } from './canvas-menu';
import type { Designer } from './designer';
import { SearchBox } from './SearchBox';
import { useProgress } from '@/document';
import { useScene } from './use-scene';

interface CanvasPaneProps {
  designer: Designer;
  plan: PlanReport | null;
  changed: ReadonlySet<string>;
  searching: boolean;
  onSearched: () => void;
}

interface Menu {
  target: Target;
  client: Point;
}

const NONE: ReadonlySet<string> = new Set();

export function CanvasPane({ designer, plan, changed, searching, onSearched }: CanvasPaneProps) {
  const text = useText();
  const { workflow, stage } = designer;
  const scene = useScene(workflow, plan, changed);
  const chosen = workflow.use((state) => state.chosen);
  const editable = workflow.use((state) => state.brokenText === null && state.definition !== null);
  const renaming = useValue(designer.renaming);
  const [found, setFound] = useState<ReadonlySet<string>>(NONE);
  const [menu, setMenu] = useState<Menu | null>(null);
  useFirstFit(designer, scene.nodes.length > 0);
  const isEmpty = editable && scene.nodes.length <= 2 && scene.groups.length === 0;
  return (
    <Graph
      stage={stage}
      scene={scene}
      selection={chosen}
      onSelect={({ nodes, edges }) => workflow.choose(nodes, edges)}
      found={found}
      editable={editable}
      onMove={designer.move}
      withMembers={(ids) => (workflow.state.definition === null ? ids : withMembers(workflow.state.definition, ids))}
      onConnect={designer.connect}
      onOpen={designer.open}
      onMenu={(target, client) => setMenu({ target, client })}
      renaming={renaming}
      onRenamed={designer.renamed}
      label={text('designer.canvas')}
    >
      {isEmpty && <FirstSteps designer={designer} />}
      {!editable && <p className="canvas-notice" data-no-gesture>{text('designer.pictureIsOld')}</p>}
      {searching && <SearchBox designer={designer} onFound={setFound} onClose={onSearched} />}
      <LayoutProgress designer={designer} />
      <ContextMenu
        items={menu === null ? [] : menuItems(designer, menu.target, stage.worldAt(menu.client), text)}
        at={menu?.client ?? null}
        onClose={() => setMenu(null)}
      />
    </Graph>
  );
}

/** Shows everything when a workflow first appears, once its nodes and the canvas's size are known. */
function useFirstFit({ stage, workflow }: Designer, hasNodes: boolean): void {
  useEffect(() => {
    if (!hasNodes) return undefined;
    const frame = requestAnimationFrame(() => {
      stage.painter.request();
      stage.fit();
    });
    return () => cancelAnimationFrame(frame);
  }, [stage, workflow, hasNodes]);
}

function FirstSteps({ designer }: { designer: Designer }) {
  const text = useText();
  const add = () => {
    const { camera } = designer.stage;
    designer.add('job', camera.toWorld({ x: camera.width / 2 - 100, y: camera.height / 2 + 80 }), null);
  };
  return (
    <div className="canvas-empty" data-no-gesture>
      <EmptyState icon="job" line={text('designer.firstSteps')} action={<Button kind="primary" icon="plus" onClick={add}>{text('designer.addJob')}</Button>} />
    </div>
  );
}

function LayoutProgress({ designer }: { designer: Designer }) {
  const text = useText();
  const laying = useValue(designer.laying);
  const share = useProgress(laying?.token ?? null);
  const slow = useSlow(laying !== null);
  if (!slow) return null;
  return (
    <div className="canvas-progress" data-no-gesture>
      <Progress label={text('designer.laying')} value={share} onCancel={designer.cancelLayout} />
    </div>
  );
}
