import { create } from 'zustand';
import { ask, listen, toAskError, type AskError } from '@/backend';
import { FEW_SAMPLES, LARGE_NIGHT, nextToken } from '@/document';
import type { ForecastReport, PlanReport, Push, Verb } from '@/generated/asks';
import type { RunningWork } from './Forecasting';

export const SAMPLES = 2000;
export const SEED = 1;

/** Which night of which version of which document, and what is different in it. */
export interface NightWanted {
  document: number;
  version: number;
  /** Null is the next business date. */
  date: string | null;
  /** The scenario in hand; none changes nothing. */
  verbs: readonly Verb[];
  samples: number;
  seed: number;
}

/** What is known of the night that was asked for last. A forecast outlives the page, so that coming back costs nothing. */
interface NightState {
  wanted: NightWanted | null;
  /** Of the scenario in hand; the same as the base's when it changes nothing. */
  plan: PlanReport | null;
  /** Figures of the scenario in hand, without its nodes, while the plan of a large night is on its way; else null. */
  soon: PlanReport | null;
  /** The scenario that `plan` has in it; null while that is not known. */
  planned: readonly Verb[] | null;
  /** Why there is no plan; of a scenario, while the plan before it stays. */
  planProblem: AskError | null;
  /** Of the same night as `plan`. Of a large one at first from fewer nights, and without its nodes. */
  forecast: ForecastReport | null;
  forecastProblem: AskError | null;
  /** Of the document without the scenario. */
  basePlan: PlanReport | null;
  baseForecast: ForecastReport | null;
  /** Of the forecast under way; null when none is. */
  progress: RunningWork | null;
}

const NOTHING: NightState = {
  wanted: null, plan: null, soon: null, planned: null, planProblem: null, forecast: null, forecastProblem: null, basePlan: null, baseForecast: null, progress: null,
};

export const useNight = create<NightState>(() => NOTHING);

/** Whether the night that was asked for cannot be planned: what is shown is the one before it. */
export const isRefused = ({ planProblem }: NightState): boolean => planProblem !== null;

/** Plans and forecasts a night, unless that is done or under way. A night asked for meanwhile overtakes it. */
export function lookAhead(wanted: NightWanted, again = false): void {
  const before = useNight.getState();
  if (!again && before.wanted !== null && sameBase(before.wanted, wanted) && sameForecast(before.wanted, wanted)) return;
  stopForecast();
  useNight.setState({ ...NOTHING, ...kept(before, wanted, again), wanted });
  void lookAtNight(wanted);
}

/** The old picture stays, its forecast with it, until the new plan is there, but never under another document's name. */
function kept(before: NightState, wanted: NightWanted, again: boolean): Partial<NightState> {
  if (before.wanted?.document !== wanted.document) return {};
  const { plan, planned, basePlan } = before;
  if (again) return { plan, planned, forecast: before.forecast };
  if (!sameBase(before.wanted, wanted)) return { plan };
  const baseForecast = before.wanted.samples === wanted.samples && before.wanted.seed === wanted.seed ? before.baseForecast : null;
  const isKnown = wanted.verbs.length === 0 && basePlan !== null;
  if (!isKnown) return { plan, planned, basePlan, baseForecast, forecast: before.forecast };
  const forecast = planned === wanted.verbs ? before.forecast : baseForecast;
  return { plan: basePlan, planned: wanted.verbs, basePlan, baseForecast, forecast };
}

/** A new plan. A forecast takes longer and must not stand beside a plan that it does not belong to. */
function putPlan(wanted: NightWanted, plan: PlanReport): void {
  useNight.setState(({ planned, forecast }) => ({ plan, soon: null, planned: wanted.verbs, forecast: planned === wanted.verbs ? forecast : null }));
}

export function stopForecast(): void {
  const { progress } = useNight.getState();
  if (progress === null) return;
  useNight.setState({ progress: null });
  ask('cancel', { token: progress.token }).catch(() => undefined);
}

async function lookAtNight(wanted: NightWanted): Promise<void> {
  const figures = planFigures(wanted);
  const soon = forecastSoon(wanted, figures);
  soon.catch(() => undefined);
  // The figures come first: what else is worked out meanwhile would keep them waiting.
  const isPlanned = await Promise.all([planBase(wanted), figures.then(() => planScenario(wanted))]);
  // What cannot be planned cannot be forecast; one refusal is enough.
  if (!isPlanned.every(Boolean) || !isStill(wanted)) return;
  await forecastScenario(wanted, soon);
  if (isStill(wanted)) await forecastBase(wanted);
}

async function planBase(wanted: NightWanted): Promise<boolean> {
  if (useNight.getState().basePlan !== null) return true;
  try {
    const basePlan = await ask('document.plan', { document: wanted.document, business_date: wanted.date, start: null });
    if (!isStill(wanted)) return true;
    useNight.setState({ basePlan });
    if (wanted.verbs.length === 0) putPlan(wanted, basePlan);
    return true;
  } catch (problem) {
    if (isStill(wanted)) useNight.setState({ plan: null, basePlan: null, planProblem: toAskError(problem, 'document.plan') });
    return false;
  }
}

async function planScenario(wanted: NightWanted): Promise<boolean> {
  if (wanted.verbs.length === 0) return true;
  try {
    const plan = await ask('scenario.plan', { document: wanted.document, edits: [...wanted.verbs], business_date: wanted.date, brief: false });
    if (isStill(wanted)) putPlan(wanted, plan);
    return true;
  } catch (problem) {
    if (isStill(wanted)) useNight.setState({ planProblem: toAskError(problem, 'scenario.plan') });
    return false;
  }
}

/**
 * The figures of a large night, sooner than its thousands of nodes can be told and drawn; whether they are there. What is wrong, the plan
 * itself says.
 */
async function planFigures(wanted: NightWanted): Promise<boolean> {
  if (wanted.verbs.length === 0 || !isLarge()) return false;
  const request = { document: wanted.document, edits: [...wanted.verbs], business_date: wanted.date, brief: true };
  const soon = await ask('scenario.plan', request).catch(() => null);
  if (soon === null || !isStill(wanted)) return false;
  if (useNight.getState().planned !== wanted.verbs) useNight.setState({ soon });
  return true;
}

/** The first nights of a large one, while its plan is on the way; nothing when there are none. */
async function forecastSoon(wanted: NightWanted, figures: Promise<boolean>): Promise<ForecastReport | null> {
  const [first] = stagesOf(wanted);
  return (await figures) && first?.brief === true ? forecastOf(wanted, first) : null;
}

async function forecastScenario(wanted: NightWanted, soon: Promise<ForecastReport | null>): Promise<void> {
  if (wanted.verbs.length === 0) return;
  try {
    for (const stage of stagesOf(wanted)) {
      const forecast = (stage.brief ? await soon : null) ?? await forecastOf(wanted, stage);
      if (!isStill(wanted)) return;
      useNight.setState({ forecast, forecastProblem: null });
    }
  } catch (problem) {
    if (isStill(wanted)) failed(toAskError(problem, 'scenario.forecast'));
  }
}

async function forecastBase(wanted: NightWanted): Promise<void> {
  const { document, verbs, seed, date } = wanted;
  if (useNight.getState().baseForecast !== null) return;
  try {
    for (const { samples, brief } of stagesOf(wanted)) {
      const forecast = await followed(samples, (token) => ask('document.forecast', { document, samples, seed, business_date: date, brief, token }));
      if (!isStill(wanted)) return;
      if (!brief) useNight.setState({ baseForecast: forecast });
      if (verbs.length === 0) useNight.setState({ forecast, forecastProblem: null });
    }
  } catch (problem) {
    if (isStill(wanted) && verbs.length === 0) failed(toAskError(problem, 'document.forecast'));
  }
}

function forecastOf({ document, verbs, seed, date }: NightWanted, { samples, brief }: Stage): Promise<ForecastReport> {
  return followed(samples, (token) => ask('scenario.forecast', { document, edits: [...verbs], samples, seed, business_date: date, brief, token }));
}

interface Stage {
  samples: number;
  brief: boolean;
}

/** How many nights are asked for, and whether only the figures of the whole are; one after the other. */
function stagesOf({ samples }: NightWanted): Stage[] {
  const first = isLarge() && samples > FEW_SAMPLES ? [{ samples: FEW_SAMPLES, brief: true }] : [];
  return [...first, { samples, brief: false }];
}

function isLarge(): boolean {
  return Object.keys(useNight.getState().plan?.nodes ?? {}).length > LARGE_NIGHT;
}

/** Says why there is no new forecast. The one before stays only when somebody stopped the new one. */
function failed(forecastProblem: AskError): void {
  const { forecast } = useNight.getState();
  useNight.setState({ forecast: forecastProblem.code === 'cancelled' ? forecast : null, forecastProblem });
}

/** Runs a forecast with its progress shown, until it ends or another one takes its place. */
async function followed<T>(samples: number, run: (token: number) => Promise<T>): Promise<T> {
  const token = nextToken();
  const isMine = () => useNight.getState().progress?.token === token;
  useNight.setState({ progress: { token, done: 0, total: samples, since: performance.now() } });
  const stop = listen<Push>('daybreak', (push) => {
    if (push.kind !== 'progress' || push.token !== token) return;
    const { progress } = useNight.getState();
    if (progress !== null && isMine()) useNight.setState({ progress: { ...progress, done: push.done, total: push.total } });
  });
  try {
    return await run(token);
  } finally {
    stop();
    if (isMine()) useNight.setState({ progress: null });
  }
}

function isStill(wanted: NightWanted): boolean {
  return useNight.getState().wanted === wanted;
}

function sameBase(a: NightWanted, b: NightWanted): boolean {
  return a.document === b.document && a.version === b.version && a.date === b.date;
}

function sameForecast(a: NightWanted, b: NightWanted): boolean {
  return a.verbs === b.verbs && a.samples === b.samples && a.seed === b.seed;
}
