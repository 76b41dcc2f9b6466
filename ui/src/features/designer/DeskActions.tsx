import { useSession } from '@/backend';
import { bringToFront, useOpenWorkflows } from '@/document';
import { Button, IconButton, Menu, type MenuItem } from '@/kit';
import { useText } from '@/lib/i18n';
import type { BottomTab } from './bottom/BottomPanel';
import type { Designer } from './designer';

/** The buttons of the top bar: which workflow, save, undo, what the check says, submit. */
export function DeskActions({ designer, onSubmit, onTab }: { designer: Designer; onSubmit: () => void; onTab: (tab: BottomTab) => void }) {
  const text = useText();
  const { workflow } = designer;
  const { canUndo, canRedo, dirty, saving, assessing } = workflow.use((state) => state);
  const diagnostics = workflow.use((state) => state.assessment.diagnostics);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const summary = errors + warnings === 0 ? text('designer.clean') : [text('designer.errorCount', { count: errors }), text('designer.warningCount', { count: warnings })].join(', ');
  const away = useSession((session) => session.runtime.state !== 'ready');
  return (
    <>
      <OpenWorkflowsMenu />
      <IconButton icon="save" label={text('designer.save')} keys="Ctrl+S" disabled={!dirty || saving} onClick={() => void workflow.save()} />
      <IconButton icon="undo" label={text('designer.undo')} keys="Ctrl+Z" disabled={!canUndo} onClick={() => workflow.undo()} />
      <IconButton icon="redo" label={text('designer.redo')} keys="Ctrl+Shift+Z" disabled={!canRedo} onClick={() => workflow.redo()} />
      <Button
        kind="quiet"
        icon={errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'check'}
        className={`desk-check ${errors > 0 ? 'desk-check-bad' : warnings > 0 ? 'desk-check-caution' : 'desk-check-good'}`}
        aria-busy={assessing}
        onClick={() => onTab('problems')}
      >
        {text('designer.check')} {summary}
      </Button>
      <Button kind="primary" icon="send" keys="Ctrl+Enter" {...(away ? { tip: text('designer.submitAway') } : {})} onClick={onSubmit}>
        {text('designer.submit')}
      </Button>
    </>
  );
}

/** Shown once more than one workflow is open, as when a subflow was gone into. */
function OpenWorkflowsMenu() {
  const text = useText();
  const { all, current } = useOpenWorkflows();
  if (all.length < 2) return null;
  const items = all.map((each): MenuItem => ({
    label: each.state.definition?.name ?? each.state.path,
    note: each.state.dirty ? text('designer.notSaved') : each.state.path,
    checked: each === current,
    onSelect: () => bringToFront(each),
  }));
  return <Menu items={items}>{(button) => <IconButton icon="chevron-down" label={text('designer.openWorkflows')} {...button} />}</Menu>;
}
