import { useState } from 'react';
import { ask, toAskError, type AskError } from '@/backend';
import type { RunAction } from '@/generated/asks';
import { Button, ErrorNotice, TextField } from '@/kit';
import { useText } from '@/lib/i18n';

interface ReasonProps {
  run: number;
  action: RunAction;
  title: string;
  help: string;
  danger: boolean;
  /** Empty for an action on the whole run. */
  nodes: string[];
  onClose: () => void;
  onDone: () => void;
}

/** Says what an action will do, in numbers, and asks why. It stays "asked" until the runtime confirms. */
export function Reason({ run, action, title, help, danger, nodes, onClose, onDone }: ReasonProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<AskError | null>(null);
  const send = () => {
    setAsking(true);
    setProblem(null);
    ask('run.act', { run, action, nodes, reason: reason.trim(), value: null, pool: null }).then(
      () => {
        onDone();
        onClose();
      },
      (error: unknown) => {
        setAsking(false);
        setProblem(toAskError(error, 'run.act'));
      },
    );
  };
  return (
    <form
      className="reason"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '' && !asking) send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p>
        <strong>{title}</strong> {nodes.length > 0 && <code>{nodes.slice(0, 3).join(', ')}{nodes.length > 3 ? ` +${nodes.length - 3}` : ''}</code>} {help}
      </p>
      <div className="reason-line">
        <TextField label={text('monitor.reason')} value={reason} live onChange={setReason} />
        <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={asking} disabled={reason.trim() === ''}>{asking ? text('monitor.asked') : title}</Button>
        <Button kind="quiet" onClick={onClose}>{text('kit.cancel')}</Button>
      </div>
      {problem !== null && <ErrorNotice notice={problem} />}
    </form>
  );
}
