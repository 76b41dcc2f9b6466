import { useState } from 'react';
import { ask, toAskError, type AskError } from '@/backend';
import type { PublishedWorkflow } from '@/generated/asks';
import { Dialog, ErrorNotice, SelectField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';

interface StartRunProps {
  workflows: readonly PublishedWorkflow[];
  chosen: PublishedWorkflow;
  onClose: () => void;
}

/** One click to start a run: which workflow, for which business date, and why. */
export function StartRun({ workflows, chosen, onClose }: StartRunProps) {
  const text = useText();
  const [workflow, setWorkflow] = useState(chosen.workflow);
  const [date, setDate] = useState(chosen.next_starts[0]?.business_date ?? today());
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AskError | null>(null);
  const published = workflows.find((each) => each.workflow === workflow) ?? chosen;
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const start = () => {
    setBusy(true);
    ask('run.start', { workflow, business_date: date, parameters: {}, reason: reason || text('monitor.oneClick') }).then(
      (run) => {
        onClose();
        go('monitor', { run: String(run.run) });
      },
      (error: unknown) => {
        setBusy(false);
        setProblem(toAskError(error, 'run.start'));
      },
    );
  };
  return (
    <Dialog title={text('monitor.startTitle')} confirm={text('monitor.startConfirm', { date })} ready={valid} busy={busy} onConfirm={start} onCancel={onClose}>
      <SelectField label={text('monitor.workflow')} value={workflow} options={workflows.map((each) => ({ value: each.workflow, label: `${each.name}, v${each.version}` }))} onChange={setWorkflow} />
      <TextField label={text('monitor.businessDate')} value={date} live onChange={setDate} validate={(value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? undefined : text('monitor.dateForm'))} />
      <TextField label={text('monitor.reason')} value={reason} live onChange={setReason} />
      <p className="soft">{text('monitor.startHelp', { version: published.version, hash: published.hash.slice(0, 12) })}</p>
      {problem !== null && <ErrorNotice notice={problem} />}
    </Dialog>
  );
}

function today(): string {
  return new Date().toLocaleDateString('sv-SE');
}
