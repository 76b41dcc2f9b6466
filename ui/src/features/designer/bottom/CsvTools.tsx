import { useRef, useState } from 'react';
import type { Definition } from '@/generated/model';
import { Button, Dialog, IconButton } from '@/kit';
import { copyText, downloadText } from '@/lib/download';
import { useText } from '@/lib/i18n';
import type { Designer } from '../designer';
import { jobsFromCsv, jobsToCsv } from './jobs-csv';

/** The table out as CSV and, changed in a spreadsheet, in again: what would change is said first, in numbers. */
export function CsvTools({ designer, definition }: { designer: Designer; definition: Definition }) {
  const text = useText();
  const [incoming, setIncoming] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => void copyText(jobsToCsv(definition)).then((done) => {
    setCopied(done);
    setTimeout(() => setCopied(false), 1500);
  });
  return (
    <span className="jobs-csv">
      <IconButton icon={copied ? 'check' : 'copy'} label={text(copied ? 'kit.copied' : 'designer.csvCopy')} onClick={copy} />
      <IconButton icon="download" label={text('designer.csvOut')} onClick={() => downloadText(`${definition.id}.csv`, jobsToCsv(definition), 'text/csv')} />
      <IconButton icon="upload" label={text('designer.csvIn')} onClick={() => setIncoming('')} />
      {incoming !== null && <Incoming designer={designer} definition={definition} value={incoming} onValue={setIncoming} onClose={() => setIncoming(null)} />}
    </span>
  );
}

interface IncomingProps {
  designer: Designer;
  definition: Definition;
  value: string;
  onValue: (value: string) => void;
  onClose: () => void;
}

function Incoming({ designer, definition, value, onValue, onClose }: IncomingProps) {
  const text = useText();
  const file = useRef<HTMLInputElement>(null);
  const { edits, refused } = value.trim() === '' ? { edits: [], refused: [] } : jobsFromCsv(definition, value);
  const confirm = () => {
    designer.edit(edits);
    onClose();
  };
  return (
    <Dialog title={text('designer.csvIn')} confirm={text('designer.csvTake', { count: edits.length })} ready={edits.length > 0} onConfirm={confirm} onCancel={onClose}>
      <p>{text('designer.csvHint')}</p>
      <textarea className="input mono" rows={10} aria-label="CSV" value={value} onChange={(event) => onValue(event.target.value)} />
      <Button icon="open" onClick={() => file.current?.click()}>{text('designer.csvFile')}</Button>
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv"
        hidden
        onChange={(event) => void event.target.files?.[0]?.text().then(onValue)}
      />
      {refused.length > 0 && (
        <ul className="csv-refused">
          {refused.slice(0, 20).map(({ line, reason }) => <li key={line}>{text('designer.csvRefused', { line, reason })}</li>)}
        </ul>
      )}
    </Dialog>
  );
}
