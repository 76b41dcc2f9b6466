import { ask } from '@/backend';
import type { ComparedBase, Scenario, ScenarioComparison } from '@/generated/asks';
import { longWork } from './long-work';

/** What is compared: everything that decides the figures. */
export interface CompareWanted {
  document: number;
  content: string;
  scenarios: readonly Scenario[];
  base: ComparedBase;
  samples: number;
  seed: number;
  date: string;
}

/** Holds scenarios against their base, over the same random numbers. The base is simulated as well. */
export const comparing = longWork<CompareWanted, ScenarioComparison>('scenario.compare', ({ samples, scenarios }) => samples * (scenarios.length + 1),
  ({ document, scenarios, base, samples, seed, date }, token) =>
    ask('scenario.compare', { document, scenarios: [...scenarios], base, samples, seed, business_date: date, token }));
