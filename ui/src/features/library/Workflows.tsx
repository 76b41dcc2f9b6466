import { useMemo, useState } from 'react';
import { toAskError, useAsk, type AskError } from '@/backend';
import { openWorkflow } from '@/document';
import type { DocumentSummary } from '@/generated/asks';
import { Badge, Button, EmptyState, ErrorNotice, VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { ImportForm } from './ImportForm';
import { NewWorkflow } from './NewWorkflow';

/** The definitions in the folder; a broken one can be opened, too, to be repaired. */
export function Workflows() {
  const text = useText();
  const { data, error, refresh } = useAsk('library.list', {});
  const [form, setForm] = useState<'new' | 'import' | null>(null);
  const [problem, setProblem] = useState<AskError | null>(null);
  const open = (path: string) => {
    openWorkflow(path).then(() => go('design'), (failure: unknown) => setProblem(toAskError(failure, 'document.open')));
  };
  const columns = useMemo<Column<DocumentSummary>[]>(() => [
    { id: 'name', title: text('library.name'), width: 240, value: (row) => row.name },
    { id: 'path', title: text('library.path'), width: 320, value: (row) => row.path, render: (row) => <code>{row.path}</code> },
    { id: 'nodes', title: text('library.nodes'), width: 90, align: 'end', value: (row) => row.nodes },
    {
      id: 'problem', title: text('library.problem'), width: 480, value: (row) => row.problem ?? '',
      render: (row) => (row.problem === null ? null : <><Badge tone="bad">{text('library.broken')}</Badge> {row.problem}</>),
    },
  ], [text]);
  const close = () => {
    setForm(null);
    refresh();
  };
  if (error !== undefined && data === undefined) return <ErrorNotice notice={error} actions={<Button onClick={refresh}>{text('library.again')}</Button>} />;
  return (
    <div className="library-section">
      <div className="library-tools">
        <span className="library-folder">{text('library.folder')} <code className="selectable">{data?.folder}</code></span>
        <Button icon="plus" kind="primary" onClick={() => setForm('new')}>{text('library.newWorkflow')}</Button>
        <Button icon="upload" onClick={() => setForm('import')}>{text('library.import')}</Button>
        <Button icon="retry" kind="quiet" onClick={refresh}>{text('library.again')}</Button>
      </div>
      {problem !== null && <ErrorNotice notice={problem} />}
      {form === 'new' && <NewWorkflow templates={data?.templates ?? []} onClose={close} />}
      {form === 'import' && <ImportForm onClose={close} />}
      <VirtualTable
        label={text('library.workflows')} columns={columns} rows={data?.documents ?? []} rowKey={(row) => row.path} storageKey="library.workflows"
        onOpen={(row) => open(row.path)}
        onSelect={(keys) => { const [path] = keys; if (path !== undefined) open(path); }}
        empty={<EmptyState icon="library" line={text('library.empty')} action={<Button onClick={() => setForm('new')}>{text('library.newWorkflow')}</Button>} />}
      />
    </div>
  );
}
