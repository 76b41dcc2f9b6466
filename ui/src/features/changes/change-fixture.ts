import type { ChangeDetail, Percentiles, WindowForecast } from '@/generated/asks';
import type { Bundle, Definition, Node } from '@/generated/model';

const job = (id: string, more: Partial<Node> = {}): Node => ({ id, kind: 'job', system: 'core', ...more });

const AFTER: Definition = {
  format: 1, id: 'bank', name: 'Bank', zone: 'UTC', deadline: '05:00+1',
  systems: [{ id: 'core', name: 'Core banking', colour: 5 }, { id: 'gl', name: 'Ledger', colour: 7 }],
  nodes: [{ id: 'begin', kind: 'begin' }, job('fees', { name: 'Account fees' }), job('interest'), job('ledger', { system: 'gl' }), { id: 'end', kind: 'end' }],
  edges: [
    { from: 'begin', to: 'fees' }, { from: 'begin', to: 'interest' }, { from: 'fees', to: 'ledger' }, { from: 'interest', to: 'ledger' }, { from: 'ledger', to: 'end' },
  ],
};
const BEFORE: Definition = {
  ...AFTER,
  nodes: [...AFTER.nodes.filter(({ id }) => id !== 'interest'), job('old', { name: 'Old reconciliation' })],
  edges: [{ from: 'begin', to: 'fees' }, { from: 'fees', to: 'old' }, { from: 'old', to: 'ledger' }, { from: 'ledger', to: 'end' }],
};

const bundle = (definition: Definition): Bundle => ({ root: 'bank.workflow.json', definitions: { 'bank.workflow.json': definition }, calendars: {} });

const around = (middle: number): Percentiles =>
  ({ mean: middle, sd: 1, min: middle, p50: middle, p80: middle, p90: middle, p95: middle + 1800, p99: middle, max: middle });

const forecast = (window: number, path: string[], probability: number): WindowForecast =>
  ({ plan_window_s: window, critical_path: path, window_s: around(window), deadlines: [{ node: 'end', at: '05:00+1', probability }] });

/** A change that waits: `interest` comes, `old` goes, `fees` takes less. */
export const DETAIL: ChangeDetail = {
  change: {
    id: 14, workflow: 'bank', workflow_name: 'Bank day-end', title: 'Fees beside interest', why: 'The window is too long.', author: 'li', state: 'submitted',
    hash: 'a3f19c2e77d0b14455'.padEnd(64, '0'), base_hash: '77d0e1b4c0ff'.padEnd(64, '0'), base_version: 12, submitted_at: Date.UTC(2026, 10, 22, 9),
    decisions: [{ person: 'zhao', verdict: 'return', comment: 'Which accounts?', at: Date.UTC(2026, 10, 22, 10) }], published_version: null, risk: 'medium',
  },
  bundle: bundle(AFTER),
  base: bundle(BEFORE),
  diagnostics: [{ code: 'R005', severity: 'warning', node: 'fees', path: '/nodes/1', message: 'One job asks for half the pool.', related: [] }],
  diff: {
    nodes: [
      { node: 'fees', change: 'changed', fields: [{ path: 'settings.duration.fixed', before: '40m', after: '22m' }] },
      { node: 'interest', change: 'added', fields: [] },
      { node: 'old', change: 'removed', fields: [] },
    ],
    edges: [
      { from: 'begin', to: 'interest', on: 'success', branch: null, change: 'added', fields: [] },
      { from: 'fees', to: 'ledger', on: 'success', branch: null, change: 'added', fields: [] },
      { from: 'fees', to: 'old', on: 'success', branch: null, change: 'removed', fields: [] },
    ],
    other: [{ path: 'pools[db].capacity', before: '12', after: '14' }],
  },
  before: forecast(22_320, ['begin', 'fees', 'old', 'ledger', 'end'], 0.981),
  after: forecast(21_240, ['begin', 'interest', 'ledger', 'end'], 0.934),
  may: { approve: null, reject: null, publish: 'It has not been approved yet.', withdraw: 'Only its author withdraws a change.' },
};

export const FIRST: ChangeDetail = {
  ...DETAIL,
  change: { ...DETAIL.change, base_hash: null, base_version: null },
  base: null, before: null,
  diff: { nodes: AFTER.nodes.map(({ id }) => ({ node: id, change: 'added', fields: [] })), edges: [], other: [] },
};
