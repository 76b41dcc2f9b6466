import { useEffect, useMemo, useState } from 'react';
import { Stage } from '@/canvas';
import { useDiff, usePlan, type Workflow } from '@/document';
import { Button, ErrorNotice, Fill, SplitPane } from '@/kit';
import { useText } from '@/lib/i18n';
import { useParam } from '@/lib/navigation';
import { BottomPanel, type BottomTab } from './bottom/BottomPanel';
import { CanvasPane } from './CanvasPane';
import { Designer } from './designer';
import { DeskActions } from './DeskActions';
import { Inspector } from './inspector/Inspector';
import { LeftPanel } from './left/LeftPanel';
import { NewWorkflow } from './NewWorkflow';
import { SubmitPanel } from './SubmitPanel';
import { useDesignerCommands } from './use-designer-commands';
import { useMissingPlaces } from './use-missing-places';

const UNCHANGED: ReadonlySet<string> = new Set();

/** One open workflow: outline and palette, canvas, inspector, and what lies below. */
export function Desk({ workflow }: { workflow: Workflow }) {
  const designer = useMemo(() => new Designer(workflow, new Stage()), [workflow]);
  const [tab, setTab] = useState<BottomTab>('problems');
  const [searching, setSearching] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const [creating, setCreating] = useState(false);
  const [byChange, setByChange] = useState(false);
  const isBroken = workflow.use((state) => state.definition === null);
  const small = workflow.use((state) => (state.definition?.nodes.length ?? 0) <= 600 || state.layout.collapsed.length > 0);
  const plan = usePlan(workflow, small || tab === 'timeline');
  const diff = useDiff(workflow, 'published', byChange);
  const changed = useMemo(() => (byChange && diff.data !== null ? new Set(diff.data.nodes.map(({ node }) => node)) : UNCHANGED), [byChange, diff.data]);
  useMissingPlaces(designer);
  const asked = useParam('node');
  useEffect(() => {
    if (asked !== undefined) designer.choose([asked], true);
  }, [designer, asked]);
  const shownTab = isBroken ? 'json' : tab;
  return (
    <div className="desk">
      <Commands
        designer={designer}
        onSearch={() => setSearching(true)}
        onSubmit={() => setSubmitting(true)}
        onCreate={() => setCreating(true)}
      />
      <Fill slot="actions"><DeskActions designer={designer} onSubmit={() => setSubmitting(true)} onTab={setTab} /></Fill>
      <Problem workflow={workflow} />
      <SplitPane storageKey="designer.left" split="columns" sized="first" initial={232} min={180} max={480}>
        <LeftPanel designer={designer} diff={diff} onByChange={setByChange} />
        <SplitPane storageKey="designer.right" split="columns" sized="second" initial={340} min={260} max={640}>
          <SplitPane storageKey="designer.bottom" split="rows" sized="second" initial={200} min={100} max={900}>
            <CanvasPane designer={designer} plan={plan.data} changed={changed} searching={searching} onSearched={() => setSearching(false)} />
            <BottomPanel designer={designer} plan={plan} tab={shownTab} onTab={setTab} />
          </SplitPane>
          <Inspector designer={designer} />
        </SplitPane>
      </SplitPane>
      {submitting && <SubmitPanel workflow={workflow} onClose={() => setSubmitting(false)} />}
      {creating && <NewWorkflow templates={[]} onClose={() => setCreating(false)} />}
    </div>
  );
}

interface CommandsProps {
  designer: Designer;
  onSearch: () => void;
  onSubmit: () => void;
  onCreate: () => void;
}

/** A component of its own, since what commands depend on changes with every edit and the page need not. */
function Commands({ designer, onSearch, onSubmit, onCreate }: CommandsProps) {
  useDesignerCommands(designer, { search: onSearch, submit: onSubmit, create: onCreate });
  return null;
}

function Problem({ workflow }: { workflow: Workflow }) {
  const text = useText();
  const problem = workflow.use((state) => state.problem);
  if (problem === null) return null;
  return (
    <div className="desk-problem">
      <ErrorNotice notice={problem} actions={<Button onClick={() => workflow.dismissProblem()}>{text('kit.close')}</Button>} />
    </div>
  );
}
