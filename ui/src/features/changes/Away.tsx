import { useRuntimeStart, type AskError } from '@/backend';
import { Button, ErrorNotice } from '@/kit';
import { useText } from '@/lib/i18n';

/** Changes live in the runtime; when it is away, this says so and starts it. */
export function Away({ problem, onThere }: { problem: AskError; onThere: () => void }) {
  const text = useText();
  const { busy, problem: failed, start } = useRuntimeStart(onThere);
  const away = problem.code === 'runtime_away' || problem.code === 'unreachable';
  const shown = failed ?? (away ? { message: text('changes.away'), help: text('changes.awayHelp'), details: problem.message, code: problem.code } : problem);
  return (
    <div className="changes-notice">
      <ErrorNotice
        notice={shown} tone={failed === null && away ? 'warning' : 'error'}
        actions={(
          <>
            {away && <Button kind="primary" icon="host" busy={busy} onClick={start}>{text('app.startRuntime')}</Button>}
            <Button icon="retry" onClick={onThere}>{text('app.tryAgain')}</Button>
          </>
        )}
      />
    </div>
  );
}
