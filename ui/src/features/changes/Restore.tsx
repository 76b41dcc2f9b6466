import { useState } from 'react';
import { ask, toAskError, type AskError } from '@/backend';
import { bringToFront, openWorkflow, useOpenWorkflows, type Workflow } from '@/document';
import type { RevisionView } from '@/generated/asks';
import { Button, Dialog, ErrorNotice } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { shortHash } from './words';

/** Takes an older revision back as the content of the open workflow, where it is an edit like any other. */
export function Restore({ revision, name }: { revision: RevisionView; name: string }) {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AskError | null>(null);
  const restore = () => {
    setBusy(true);
    restoreInto(revision)
      .then(() => go('design'), (error: unknown) => setProblem(toAskError(error, 'revision.restore')))
      .finally(() => { setBusy(false); setAsking(false); });
  };
  return (
    <>
      <Button icon="history" onClick={() => setAsking(true)}>{text('changes.restore', { version: revision.version })}</Button>
      {problem && <ErrorNotice notice={problem} />}
      {asking && (
        <Dialog title={text('changes.restoreTitle', { name, version: revision.version })} confirm={text('changes.restoreConfirm')} busy={busy} onConfirm={restore} onCancel={() => setAsking(false)}>
          <p>{text('changes.restoreWhat', { version: revision.version, hash: shortHash(revision.hash) })}</p>
        </Dialog>
      )}
    </>
  );
}

/** The text goes through the open workflow, so that it can be undone and is known to be not saved. */
async function restoreInto(revision: RevisionView): Promise<void> {
  const workflow = await documentOf(revision.workflow);
  const restored = await ask('revision.restore', { document: workflow.document, hash: revision.hash });
  await workflow.setText(restored.text);
  bringToFront(workflow);
}

/** The open document of a workflow, or its file, opened. */
async function documentOf(id: string): Promise<Workflow> {
  const open = useOpenWorkflows.getState().all.find((workflow) => workflow.state.definition?.id === id);
  if (open !== undefined) return open;
  const { documents, folder } = await ask('library.list', {});
  const file = documents.find((document) => document.id === id);
  if (file !== undefined) return openWorkflow(file.path);
  throw toAskError({ code: 'not_found', message: `No file in ${folder} holds the workflow ${id}.`, help: 'Open its file first, then restore.' }, 'revision.restore');
}
