import { create } from 'zustand';
import { ask, listen, toAskError, type AskError } from '@/backend';
import { nextToken } from '@/document';
import type { ComparedBase, Push, Scenario, ScenarioComparison } from '@/generated/asks';
import type { RunningWork } from './Forecasting';

/** What is compared: everything that decides the figures. */
export interface CompareWanted {
  document: number;
  version: number;
  scenarios: readonly Scenario[];
  base: ComparedBase;
  samples: number;
  seed: number;
  date: string;
}

interface CompareState {
  wanted: CompareWanted | null;
  /** Of `wanted`, once it is there. */
  comparison: ScenarioComparison | null;
  problem: AskError | null;
  progress: RunningWork | null;
}

/** The last comparison outlives the view, so that coming back to it costs nothing. */
export const useComparison = create<CompareState>(() => ({ wanted: null, comparison: null, problem: null, progress: null }));

/** Holds scenarios against their base, over the same random numbers. */
export async function compare(wanted: CompareWanted): Promise<void> {
  stopComparing();
  const token = nextToken();
  const isMine = () => useComparison.getState().progress?.token === token;
  const { scenarios, document, base, samples, seed, date } = wanted;
  // The base is simulated as well.
  const total = samples * (scenarios.length + 1);
  useComparison.setState({ wanted, comparison: null, problem: null, progress: { token, done: 0, total, since: performance.now() } });
  const stop = listen<Push>('daybreak', (push) => {
    const { progress } = useComparison.getState();
    if (push.kind !== 'progress' || push.token !== token || progress === null || !isMine()) return;
    useComparison.setState({ progress: { ...progress, done: push.done, total: push.total } });
  });
  try {
    const comparison = await ask('scenario.compare', { document, scenarios: [...scenarios], base, samples, seed, business_date: date, token });
    if (isMine()) useComparison.setState({ comparison, progress: null });
  } catch (problem) {
    if (isMine()) useComparison.setState({ problem: toAskError(problem, 'scenario.compare'), progress: null });
  } finally {
    stop();
  }
}

export function stopComparing(): void {
  const { progress } = useComparison.getState();
  if (progress === null) return;
  useComparison.setState({ progress: null });
  ask('cancel', { token: progress.token }).catch(() => undefined);
}
