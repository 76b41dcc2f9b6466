import { useState } from 'react';
import { ask, toAskError, useSession, type AskError } from '@/backend';
import { Button, EmptyState, ErrorNotice } from '@/kit';
import { useText } from '@/lib/i18n';

/** The runtime does not answer: says so, and how to start it. */
export function Away() {
  const text = useText();
  const detail = useSession((session) => session.runtime.detail);
  const [problem, setProblem] = useState<AskError | null>(null);
  const [busy, setBusy] = useState(false);
  const start = () => {
    setBusy(true);
    ask('runtime.start', {})
      .then(() => setProblem(null), (error: unknown) => setProblem(toAskError(error, 'runtime.start')))
      .finally(() => setBusy(false));
  };
  return (
    <div className="away">
      <EmptyState icon="host" line={text('monitor.away', { detail: detail ?? '' })} action={<Button kind="primary" busy={busy} onClick={start}>{text('monitor.startRuntime')}</Button>} />
      {problem !== null && <ErrorNotice notice={problem} />}
    </div>
  );
}
