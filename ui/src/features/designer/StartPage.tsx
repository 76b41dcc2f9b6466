import { useState } from 'react';
import { toAskError, useAsk, type AskError } from '@/backend';
import { Button, EmptyState, ErrorNotice, Icon } from '@/kit';
import { openWorkflow } from '@/document';
import type { DocumentSummary } from '@/generated/asks';
import { useText } from '@/lib/i18n';
import { NewWorkflow } from './NewWorkflow';

const NOTHING = {};

/** Nothing is open: what there is to open, and the way to a new workflow. */
export function StartPage({ problem }: { problem: AskError | null }) {
  const text = useText();
  const library = useAsk('library.list', NOTHING);
  const [creating, setCreating] = useState(false);
  const [failed, setFailed] = useState<AskError | null>(null);
  const open = (path: string) => {
    openWorkflow(path).catch((error: unknown) => setFailed(toAskError(error, 'document.open')));
  };
  const error = failed ?? problem ?? library.error;
  return (
    <div className="start-page">
      <EmptyState
        icon="design"
        line={text('designer.empty')}
        action={<Button kind="primary" icon="plus" keys="Ctrl+N" onClick={() => setCreating(true)}>{text('designer.newWorkflow')}</Button>}
      />
      {error !== null && error !== undefined && <ErrorNotice notice={error} />}
      {library.data !== undefined && (
        <section className="start-list" aria-label={text('designer.openable')}>
          <h2>{text('designer.openable')}</h2>
          <ul>
            {library.data.documents.map((each) => <li key={each.path}><OpenButton summary={each} onOpen={open} /></li>)}
          </ul>
          <p className="start-folder selectable">{library.data.folder}</p>
        </section>
      )}
      {creating && <NewWorkflow templates={library.data?.templates ?? []} onClose={() => setCreating(false)} />}
    </div>
  );
}

function OpenButton({ summary, onOpen }: { summary: DocumentSummary; onOpen: (path: string) => void }) {
  const text = useText();
  return (
    <button type="button" className="start-item" data-path={summary.path} onClick={() => onOpen(summary.path)}>
      <Icon name={summary.problem === null ? 'design' : 'error'} />
      <span className="start-name">{summary.name}</span>
      <span className="start-note">{summary.problem ?? text('designer.nodeCount', { count: summary.nodes })}</span>
      <span className="start-path mono">{summary.path}</span>
    </button>
  );
}
