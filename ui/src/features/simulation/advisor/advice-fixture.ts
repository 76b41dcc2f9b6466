import type { AdviceNight, AdviceReport } from '@/generated/asks';
import { FORECAST } from '../night-fixture';

const night = (probability: number, p95: number): AdviceNight =>
  ({ probability, error: 0.01, window_s: { ...FORECAST.window_s, p95 }, plan_window_s: 3000, late_s: p95 - 2700 });

/** An answer for tests: two steps that reach the ledger's deadline. */
export const ADVICE: AdviceReport = {
  target: '10:15+0', node: 'ledger', probability: 0.95, samples: 1000, seed: 1, before: night(0.2, 3100), reached: true, cost: 9.5,
  steps: [
    { change: { name: 'one more', cost: 8, verbs: [{ capacity: { pool: 'db', capacity: 3 } }] }, name: 'one more', after: night(0.8, 2800) },
    {
      change: { cost: 1.5, verbs: [{ critical: { node: 'fees', critical: true } }, { critical: { node: 'post', critical: true } }] },
      name: 'critical', after: night(0.96, 2700),
    },
  ],
  after: night(0.96, 2700), check: night(0.955, 2710), bound: null, anomalies: [], tried: 12, proven: true, conclusion: 'Two changes get there.',
};
