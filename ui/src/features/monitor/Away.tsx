import { useRuntimeStart, useSession } from '@/backend';
import { Button, EmptyState, ErrorNotice } from '@/kit';
import { useText } from '@/lib/i18n';

/** The runtime does not answer: says so, and how to start it. */
export function Away() {
  const text = useText();
  const detail = useSession((session) => session.runtime.detail);
  const { busy, problem, start } = useRuntimeStart();
  return (
    <div className="away">
      <EmptyState icon="host" line={text('monitor.away', { detail: detail ?? '' })} action={<Button kind="primary" busy={busy} onClick={start}>{text('app.startRuntime')}</Button>} />
      {problem !== null && <ErrorNotice notice={problem} />}
    </div>
  );
}
