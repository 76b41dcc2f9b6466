import { Button, Fill, Tabs } from '@/kit';
import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import { go, useParam } from '@/lib/navigation';
import { Approval } from './Approval';
import { History } from './History';
import { Queue } from './Queue';
import './changes.css';

/** Changes: what waits for a decision, one change on one screen, and what was published. */
export function Page() {
  const text = useText();
  const change = useParam('change');
  const view = useParam('view') === 'history' ? 'history' : 'queue';
  const number = Number(change);
  const isOne = change !== undefined && Number.isSafeInteger(number);
  const group = text('app.changes');
  useCommands([
    { id: 'changes.queue', title: text('changes.queue'), group, keys: ['Alt+1'], icon: 'changes', run: () => go('changes') },
    { id: 'changes.history', title: text('changes.history'), group, keys: ['Alt+2'], icon: 'history', run: () => go('changes', { view: 'history' }) },
    { id: 'changes.toQueue', title: text('changes.backToQueue'), group, keys: ['Escape'], icon: 'chevron-left', enabled: isOne, run: () => go('changes') },
  ]);
  if (isOne) return <Approval key={number} id={number} />;
  return (
    <div className="changes">
      <Fill slot="actions">
        <Button icon="design" onClick={() => go('design')}>{text('changes.submitInDesign')}</Button>
      </Fill>
      <Tabs
        label={text('app.changes')}
        tabs={[
          { id: 'queue', label: text('changes.queue'), icon: 'changes' },
          { id: 'history', label: text('changes.history'), icon: 'history' },
        ]}
        chosen={view}
        onChoose={(id) => go('changes', id === 'history' ? { view: id } : {})}
      />
      {view === 'history' ? <History /> : <Queue />}
    </div>
  );
}
