import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { ask, listen, toAskError, type AskError, type AskName } from '@/backend';
import { nextToken } from '@/document';
import type { Push } from '@/generated/asks';
import type { RunningWork } from './Forecasting';

/** What was asked for last, how far it is, and what came of it. */
export interface WorkState<Wanted, Answer> {
  wanted: Wanted | null;
  /** Of `wanted`, once it is there. */
  answer: Answer | null;
  problem: AskError | null;
  progress: RunningWork | null;
}

export interface LongWork<Wanted, Answer> {
  use: UseBoundStore<StoreApi<WorkState<Wanted, Answer>>>;
  /** Work asked for meanwhile overtakes what is under way. */
  start: (wanted: Wanted) => Promise<void>;
  /** What was answered before is the answer again. */
  stop: () => void;
}

/** Work of the core that tells how far it is and can be stopped. Its answer outlives the view, so that coming back costs nothing. */
export function longWork<Wanted, Answer>(
  name: AskName, totalOf: (wanted: Wanted) => number, run: (wanted: Wanted, token: number) => Promise<Answer>,
): LongWork<Wanted, Answer> {
  const nothing = { wanted: null, answer: null };
  const use = create<WorkState<Wanted, Answer>>(() => ({ ...nothing, problem: null, progress: null }));
  let last: Pick<WorkState<Wanted, Answer>, 'wanted' | 'answer'> = nothing;
  const stop = () => {
    const { progress } = use.getState();
    if (progress === null) return;
    use.setState({ ...last, progress: null });
    ask('cancel', { token: progress.token }).catch(() => undefined);
  };
  const start = async (wanted: Wanted) => {
    stop();
    const { wanted: before, answer } = use.getState();
    last = answer === null ? nothing : { wanted: before, answer };
    const token = nextToken();
    const isMine = () => use.getState().progress?.token === token;
    use.setState({ wanted, answer: null, problem: null, progress: { token, done: 0, total: totalOf(wanted), since: performance.now() } });
    const deafen = listen<Push>('daybreak', (push) => {
      const { progress } = use.getState();
      if (push.kind !== 'progress' || push.token !== token || progress === null || !isMine()) return;
      use.setState({ progress: { ...progress, done: push.done, total: push.total } });
    });
    try {
      const answer = await run(wanted, token);
      if (isMine()) use.setState({ answer, progress: null });
    } catch (problem) {
      if (isMine()) use.setState({ problem: toAskError(problem, name), progress: null });
    } finally {
      deafen();
    }
  };
  return { use, start, stop };
}
