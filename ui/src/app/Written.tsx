import { useEffect, useState } from 'react';
import { ask, isInWindow, toAskError } from '@/backend';
import { ErrorNotice, IconButton, type Notice } from '@/kit';
import { downloadBy } from '@/lib/download';
import { useText } from '@/lib/i18n';
import './Written.css';

type Outcome = { path: string } | { problem: Notice } | null;

/** How long it is said where a file went; a failure stays until it is closed. */
const SHOWN_MS = 8000;

/** Has files that pages give away written by the core, and says where they are. */
export function Written() {
  const text = useText();
  const [outcome, setOutcome] = useState<Outcome>(null);
  useEffect(() => {
    if (!isInWindow()) return;
    downloadBy((name, content) => {
      ask('file.export', { name, content }).then(setOutcome, (error: unknown) => setOutcome({ problem: toAskError(error, 'file.export') }));
    });
  }, []);
  useEffect(() => {
    if (outcome === null || 'problem' in outcome) return undefined;
    const timer = window.setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  if (outcome === null) return null;
  return (
    <div className="written" role="status">
      {'path' in outcome ? <span className="selectable">{text('app.written', { path: outcome.path })}</span> : <ErrorNotice notice={outcome.problem} />}
      <IconButton icon="close" label={text('kit.close')} onClick={() => setOutcome(null)} />
    </div>
  );
}
