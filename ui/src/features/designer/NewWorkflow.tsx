import { useState } from 'react';
import { toAskError, type AskError } from '@/backend';
import { createWorkflow, slug } from '@/document';
import type { DocumentSummary } from '@/generated/asks';
import { Dialog, ErrorNotice, SelectField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';

/** Asks for the name of a new workflow, and what it starts from. */
export function NewWorkflow({ templates, onClose }: { templates: readonly DocumentSummary[]; onClose: () => void }) {
  const text = useText();
  const [name, setName] = useState('');
  const [template, setTemplate] = useState('');
  const [problem, setProblem] = useState<AskError | null>(null);
  const [busy, setBusy] = useState(false);
  const file = slug(name) === '' ? '' : `${slug(name)}.workflow.json`;
  const create = () => {
    setBusy(true);
    createWorkflow(file, name.trim(), template === '' ? null : template).then(onClose, (error: unknown) => {
      setBusy(false);
      setProblem(toAskError(error, 'document.create'));
    });
  };
  const options = [{ value: '', label: text('designer.blank') }, ...templates.map((each) => ({ value: each.path, label: each.name }))];
  return (
    <Dialog title={text('designer.newWorkflow')} confirm={text('designer.create')} ready={file !== ''} busy={busy} onConfirm={create} onCancel={onClose}>
      <TextField label={text('designer.name')} value={name} onChange={setName} live hint={file === '' ? text('designer.nameHint') : file} />
      <SelectField label={text('designer.template')} value={template} options={options} onChange={setTemplate} />
      {problem !== null && <ErrorNotice notice={problem} />}
    </Dialog>
  );
}
