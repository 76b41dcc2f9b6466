import { create } from 'zustand';
import { ask, listen, toAskError, type AskError } from '@/backend';
import type { ForecastReport, PlanReport, Push } from '@/generated/asks';

export const SAMPLES = 2000;
const SEED = 1;

/** Which night of which version of which document. */
export interface NightWanted {
  document: number;
  version: number;
  /** Null is the next business date. */
  date: string | null;
}

/** What is known of the night that was asked for last. A forecast outlives the page, so that coming back costs nothing. */
interface NightState {
  wanted: NightWanted | null;
  plan: PlanReport | null;
  planProblem: AskError | null;
  forecast: ForecastReport | null;
  forecastProblem: AskError | null;
  /** Of the forecast under way; null when none is. */
  progress: Progress | null;
}

interface Progress {
  token: number;
  done: number;
  total: number;
  /** When it began, on the window's own clock, in milliseconds. */
  since: number;
}

const NOTHING: NightState = { wanted: null, plan: null, planProblem: null, forecast: null, forecastProblem: null, progress: null };

export const useNight = create<NightState>(() => NOTHING);

let lastToken = 0;

/** Plans and forecasts a night, unless that is done or under way. A night asked for meanwhile overtakes it. */
export function lookAhead(wanted: NightWanted, again = false): void {
  const before = useNight.getState();
  if (!again && before.wanted !== null && sameNight(before.wanted, wanted)) return;
  stopForecast();
  // The old picture stays until the new one is there, but never under another document's name; a forecast takes
  // longer than a plan and must not stand beside a plan that it does not belong to.
  const kept = before.wanted?.document === wanted.document ? { plan: before.plan, forecast: again ? before.forecast : null } : {};
  useNight.setState({ ...NOTHING, ...kept, wanted });
  void planNight(wanted);
  void forecastNight(wanted);
}

export function stopForecast(): void {
  const { progress } = useNight.getState();
  if (progress === null) return;
  useNight.setState({ progress: null });
  ask('cancel', { token: progress.token }).catch(() => undefined);
}

async function planNight(wanted: NightWanted): Promise<void> {
  try {
    const plan = await ask('document.plan', { document: wanted.document, business_date: wanted.date, start: null });
    if (isStill(wanted)) useNight.setState({ plan, planProblem: null });
  } catch (problem) {
    if (!isStill(wanted)) return;
    // What cannot be planned cannot be forecast; one refusal is enough.
    stopForecast();
    useNight.setState({ plan: null, planProblem: toAskError(problem, 'document.plan') });
  }
}

async function forecastNight(wanted: NightWanted): Promise<void> {
  lastToken = Math.max(lastToken + 1, Date.now());
  const token = lastToken;
  const isMine = () => useNight.getState().progress?.token === token;
  useNight.setState({ progress: { token, done: 0, total: SAMPLES, since: performance.now() } });
  const stop = listen<Push>('daybreak', (push) => {
    if (push.kind !== 'progress' || push.token !== token) return;
    const { progress } = useNight.getState();
    if (progress !== null && isMine()) useNight.setState({ progress: { ...progress, done: push.done, total: push.total } });
  });
  try {
    const request = { document: wanted.document, samples: SAMPLES, seed: SEED, business_date: wanted.date, token };
    const forecast = await ask('document.forecast', request);
    if (isStill(wanted)) useNight.setState({ forecast, forecastProblem: null });
  } catch (problem) {
    if (isStill(wanted)) useNight.setState({ forecast: null, forecastProblem: toAskError(problem, 'document.forecast') });
  } finally {
    stop();
    if (isMine()) useNight.setState({ progress: null });
  }
}

function isStill(wanted: NightWanted): boolean {
  return useNight.getState().wanted === wanted;
}

function sameNight(a: NightWanted, b: NightWanted): boolean {
  return a.document === b.document && a.version === b.version && a.date === b.date;
}
