import { useEffect, useState } from 'react';
import { ask, toAskError, type AskError } from '@/backend';
import { nextToken } from '@/document';
import type { PlanReport } from '@/generated/asks';
import { valueStore } from '@/lib/store';
import { useNight, type NightWanted } from './night-store';

/** The nights that can be looked at beside the planned one, by their percentile. */
export const NIGHTS = [0.5, 0.8, 0.9, 0.95, 0.99] as const;

/** From 0 to 1, or null for the planned night. */
export const chosenPercentile = valueStore<number | null>(null);

interface Asked {
  wanted: NightWanted | null;
  percentile: number | null;
}

interface ChosenNight extends Asked {
  plan: PlanReport | null;
  problem: AskError | null;
}

const NOTHING: ChosenNight = { wanted: null, percentile: null, plan: null, problem: null };

/** The simulated night of a percentile, asked for when it is chosen; nothing for the planned night, and until it has come. */
export function useChosenNight(percentile: number | null): { plan: PlanReport | null; problem: AskError | null; pending: boolean } {
  const wanted = useNight((night) => night.wanted);
  const [night, setNight] = useState(NOTHING);
  useEffect(() => {
    if (percentile === null || wanted === null) return undefined;
    const token = nextToken();
    let overtaken = false;
    let done = false;
    const { document, verbs, samples, seed, date } = wanted;
    ask('document.night', { document, edits: [...verbs], samples, seed, percentile, business_date: date, token }).then(
      (plan) => { if (!overtaken) setNight({ wanted, percentile, plan, problem: null }); },
      (problem: unknown) => { if (!overtaken) setNight({ wanted, percentile, plan: null, problem: toAskError(problem, 'document.night') }); },
    ).finally(() => { done = true; });
    return () => {
      overtaken = true;
      if (!done) ask('cancel', { token }).catch(() => undefined);
    };
  }, [wanted, percentile]);
  if (percentile === null) return { plan: null, problem: null, pending: false };
  const isIt = night.wanted === wanted && night.percentile === percentile;
  return { plan: night.wanted?.document === wanted?.document && night.percentile === percentile ? night.plan : null, problem: isIt ? night.problem : null, pending: !isIt };
}
