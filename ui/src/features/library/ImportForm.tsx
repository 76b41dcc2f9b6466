import { useState } from 'react';
import { ask, fileChooser, toAskError, type AskError } from '@/backend';
import { adopt } from '@/document';
import { Button, ErrorNotice, NumberField, SelectField, SwitchField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';

type Format = 'psplib' | 'wfcommons' | 'stg';

const EXTENSIONS: Readonly<Record<Format, readonly string[]>> = { psplib: ['sm'], wfcommons: ['json'], stg: ['stg'] };

/** Reads a benchmark instance or a measured workflow as a new document. */
export function ImportForm({ onClose }: { onClose: () => void }) {
  const text = useText();
  const [format, setFormat] = useState<Format>('psplib');
  const [path, setPath] = useState('');
  const [capacity, setCapacity] = useState<number | null>(2);
  const [lft, setLft] = useState(false);
  const [problem, setProblem] = useState<AskError | null>(null);
  const read = () => {
    ask('document.import', { format, path, capacity: format === 'stg' ? capacity : null, priority_lft: lft }).then(
      (opened) => {
        adopt(opened);
        onClose();
        go('design');
      },
      (error: unknown) => setProblem(toAskError(error, 'document.import')),
    );
  };
  return (
    <form className="library-form" onSubmit={(event) => { event.preventDefault(); if (path !== '') read(); }}>
      <SelectField
        label={text('library.format')} value={format} onChange={setFormat}
        options={[{ value: 'psplib', label: 'PSPLIB (.sm)' }, { value: 'wfcommons', label: 'WfCommons (JSON)' }, { value: 'stg', label: 'STG' }]}
      />
      <TextField label={text('library.path')} value={path} mono live onChange={setPath} onChoose={fileChooser({ title: text('library.import'), extensions: EXTENSIONS[format] }, setPath)} />
      {format === 'stg' && <NumberField label={text('library.capacity')} value={capacity} whole min={1} onChange={setCapacity} />}
      <SwitchField label={text('library.lft')} value={lft} onChange={setLft} />
      <div className="library-form-end">
        <Button type="submit" kind="primary" disabled={path === ''}>{text('library.import')}</Button>
        <Button kind="quiet" onClick={onClose}>{text('kit.cancel')}</Button>
      </div>
      {problem !== null && <ErrorNotice notice={problem} />}
    </form>
  );
}
