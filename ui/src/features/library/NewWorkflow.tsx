import { useState } from 'react';
import { toAskError, type AskError } from '@/backend';
import { createWorkflow } from '@/document';
import type { DocumentSummary } from '@/generated/asks';
import { Button, ErrorNotice, SelectField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';

/** A new workflow, empty or from a template, under a file name of its own. */
export function NewWorkflow({ templates, onClose }: { templates: readonly DocumentSummary[]; onClose: () => void }) {
  const text = useText();
  const [name, setName] = useState('');
  const [file, setFile] = useState('');
  const [template, setTemplate] = useState('');
  const [problem, setProblem] = useState<AskError | null>(null);
  const path = `${file === '' ? fileOf(name) : file}.workflow.json`;
  const create = () => {
    createWorkflow(path, name, template === '' ? null : template).then(
      () => {
        onClose();
        go('design');
      },
      (error: unknown) => setProblem(toAskError(error, 'document.create')),
    );
  };
  return (
    <form className="library-form" onSubmit={(event) => { event.preventDefault(); if (name !== '') create(); }}>
      <TextField label={text('library.name')} value={name} live onChange={setName} />
      <TextField label={text('library.fileName')} value={file} hint={path} live onChange={setFile} />
      <SelectField
        label={text('library.template')} value={template} onChange={setTemplate}
        options={[{ value: '', label: text('library.noTemplate') }, ...templates.map((each) => ({ value: each.path, label: each.name }))]}
      />
      <div className="library-form-end">
        <Button type="submit" kind="primary" disabled={name === ''}>{text('library.create')}</Button>
        <Button kind="quiet" onClick={onClose}>{text('kit.cancel')}</Button>
      </div>
      {problem !== null && <ErrorNotice notice={problem} />}
    </form>
  );
}

function fileOf(name: string): string {
  return name.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'workflow';
}
