import type { ForecastReport, NodeForecast, Percentiles, PlannedNode, PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';

/** A small night for tests: begin, fees (core), posting in a group (core, waits for a pool), ledger (gl), end. */
export const WHOLE: Definition = {
  format: 1, id: 'bank', name: 'Bank', zone: 'Asia/Shanghai',
  systems: [{ id: 'core', name: 'Core banking', colour: 5 }, { id: 'gl', name: 'Ledger', colour: 7 }],
  pools: [{ id: 'db', name: 'Database sessions', capacity: 2 }],
  nodes: [
    { id: 'begin', kind: 'begin' },
    { id: 'fees', kind: 'job', name: 'Account fees', system: 'core' },
    { id: 'box', kind: 'group', name: 'Posting', system: 'core' },
    { id: 'post', kind: 'job', name: 'Post segments', parent: 'box', uses: [{ pool: 'db', units: 2 }] },
    { id: 'ledger', kind: 'job', name: 'Close the ledger', system: 'gl' },
    { id: 'end', kind: 'end' },
  ],
  edges: [{ from: 'begin', to: 'fees' }, { from: 'begin', to: 'box' }, { from: 'box', to: 'ledger' }, { from: 'ledger', to: 'end' }],
};

const node = (start_s: number, finish_s: number, kind: PlannedNode['driver']['kind'], by: string | null, slack_s = 0, resource: string | null = null): PlannedNode =>
  ({ start_s, finish_s, latest_start_s: start_s + slack_s, latest_finish_s: finish_s + slack_s, slack_s, driver: { kind, by, resource }, origin: null, attempts: 1, failed: false });

export const PLAN: PlanReport = {
  window_s: 3000, critical_path: ['begin', 'fees', 'post', 'ledger', 'end'],
  split: { work_s: 2400, lag_s: 60, resource_s: 540, clock_s: 0, human_s: 0 },
  nodes: {
    begin: node(0, 0, 'start', null), fees: node(0, 600, 'edge', 'begin'), box: node(0, 2000, 'edge', 'begin'),
    post: { ...node(600, 2000, 'pool', 'fees', 0, 'db'), ready_s: 0 }, ledger: node(2060, 3000, 'edge', 'box', 120), end: node(3000, 3000, 'edge', 'ledger'),
  },
  // 09:30 in Shanghai on the business date.
  start: Date.parse('2026-11-23T01:30:00Z'), business_date: '2026-11-23', day_class: 'normal', zone: 'Asia/Shanghai',
  deadlines: [
    { node: 'ledger', at: Date.parse('2026-11-23T02:15:00Z'), finish: Date.parse('2026-11-23T02:20:00Z'), slack_s: -300 },
    { node: 'end', at: Date.parse('2026-11-23T03:00:00Z'), finish: Date.parse('2026-11-23T02:20:00Z'), slack_s: 2400 },
  ],
  locks: [],
  pools: [{ id: 'db', capacity: [[0, 2]], use: [[0, 2], [2000, 0]], waiting: [[0, 2], [600, 0]] }],
  left_out: [], never_start: [], not_taken: [], night: null,
};

const around = (middle: number): Percentiles =>
  ({ mean: middle, sd: 60, min: middle - 100, p50: middle, p80: middle + 60, p90: middle + 80, p95: middle + 100, p99: middle + 140, max: middle + 200 });

/** `swing`: by how much the window is longer when the job takes its P90, and shorter when it takes its P10. */
const expected = (criticality: number, start: number, finish: number, swing: number): NodeForecast => ({
  criticality, start_s: around(start), finish_s: around(finish), cruciality: criticality / 2, uncertain: false,
  tornado: { duration_p10_s: finish - start - swing, duration_p90_s: finish - start + swing, window_at_p10_s: -swing, window_at_p90_s: swing },
  origin: { kind: 'stated', from: null, n: null },
});

export const FORECAST: ForecastReport = {
  samples: 200, seed: 1, unfinished: 0, window_s: around(3000),
  deadlines: [{ node: 'ledger', at: '10:15+0', probability: 0.2, error: 0.03 }, { node: 'end', at: '11:00+0', probability: 1 }],
  nodes: {
    fees: expected(0.4, 0, 600, 60), post: expected(0.9, 600, 2000, 240), ledger: expected(1, 2060, 3000, 120),
  },
  histogram: { from_s: 2900, width_s: 100, counts: [50, 100, 50] },
  uncertain: false, weakest_history: null, studied: 200, split: { mean: PLAN.split, p50: PLAN.split, p95: null },
  resources: [{ kind: 'pool', id: 'db', drove: 0.8, mean_wait_s: 540, p95_wait_s: 700 }],
};
