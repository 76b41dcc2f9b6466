import { useState } from 'react';
import { ask } from './ask';
import { toAskError, type AskError } from './error';

/** Starting this machine's runtime: whether that is under way, and why it went wrong. `onThere` is called when it is up. */
export function useRuntimeStart(onThere?: () => void): { busy: boolean; problem: AskError | null; start: () => void } {
  const [problem, setProblem] = useState<AskError | null>(null);
  const [busy, setBusy] = useState(false);
  const start = () => {
    setBusy(true);
    ask('runtime.start', {})
      .then(() => { setProblem(null); onThere?.(); }, (error: unknown) => setProblem(toAskError(error, 'runtime.start')))
      .finally(() => setBusy(false));
  };
  return { busy, problem, start };
}
