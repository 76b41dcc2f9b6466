import { expect, it } from 'vitest';
import type { ChangeState, ChangeView, RevisionView, Risk } from '@/generated/asks';
import { DETAIL } from './change-fixture';
import { changedGraph } from './changed-graph';
import { fieldGroups } from './field-groups';
import { pairOf } from './History';
import { promises } from './outlook';
import { inOrder } from './Queue';

it('draws removed nodes and edges beside what is there now', () => {
  const graph = changedGraph(DETAIL.bundle, DETAIL.base, DETAIL.diff);
  expect(graph?.definition.nodes.map(({ id }) => id)).toEqual(['begin', 'fees', 'interest', 'ledger', 'end', 'old']);
  expect(graph?.nodes.get('old')).toBe('removed');
  expect(graph?.definition.edges.at(-1)).toEqual({ from: 'fees', to: 'old', on: 'success' });
  expect([...(graph?.edges.values() ?? [])]).toEqual(['added', 'added', 'removed']);
  expect(changedGraph({ root: 'gone', definitions: {}, calendars: {} }, null, DETAIL.diff)).toBeNull();
});

it('groups fields by node, other parts first, an edge with the end that changed, else with where it leads', () => {
  const groups = fieldGroups(DETAIL.diff);
  expect(groups.map(({ key }) => key)).toEqual(['pools[db]', 'node fees', 'node interest', 'node old']);
  expect(groups.find(({ node }) => node === 'fees')?.edges.map(({ to }) => to)).toEqual(['ledger']);
  expect(groups.find(({ node }) => node === 'old')?.edges).toHaveLength(1);
});

it('calls a promise at risk when it is unlikely or has fallen', () => {
  const window_s = { mean: 0, sd: 0, min: 0, p50: 0, p80: 0, p90: 0, p95: 0, p99: 0, max: 0 };
  const forecast = (values: [string, number][]) => ({
    plan_window_s: 0, critical_path: [], window_s,
    deadlines: values.map(([node, probability]) => ({ node, at: '05:00+1', probability })),
  });
  const found = promises(forecast([['a', 0.99], ['b', 0.999], ['gone', 1]]), forecast([['a', 0.97], ['b', 0.998], ['c', 0.9]]));
  expect(found.filter(({ atRisk }) => atRisk).map(({ node }) => node)).toEqual(['c', 'a']);
  expect(found.at(-1)).toMatchObject({ node: 'gone', after: null });
});

it('puts what waits first, by risk and then by age', () => {
  const change = (id: number, state: ChangeState, risk: Risk, submitted_at: number): ChangeView => ({ ...DETAIL.change, id, state, risk, submitted_at });
  const queue = [change(1, 'published', 'high', 1), change(2, 'submitted', 'low', 2), change(3, 'submitted', 'high', 4), change(4, 'submitted', 'high', 3), change(5, 'approved', 'low', 1)];
  expect(inOrder(queue).map(({ id }) => id)).toEqual([4, 3, 2, 5, 1]);
});

it('compares one revision with the one before, two with one another', () => {
  const revision = (version: number): RevisionView =>
    ({ workflow: 'bank', version, hash: String(version), change: version, author: 'li', approved_by: [], published_at: 0, title: '' });
  const rows = [3, 2, 1].map(revision);
  const pair = (...versions: string[]) => {
    const found = pairOf(rows, new Set(versions));
    return found === null ? null : [found.from.version, found.to.version];
  };
  expect(pair('3')).toEqual([2, 3]);
  expect(pair('1', '3')).toEqual([1, 3]);
  expect(pair('1')).toBeNull();
  expect(pair()).toBeNull();
});
